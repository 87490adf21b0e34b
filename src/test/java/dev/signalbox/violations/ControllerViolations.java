package dev.signalbox.violations;

import static dev.signalbox.architecture.ArchitectureRules.CONTROLLERS_ARE_PACKAGE_PRIVATE;
import static dev.signalbox.architecture.ArchitectureRules.CONTROLLERS_CALL_NO_MUTATING_METHODS;
import static dev.signalbox.architecture.ArchitectureRules.CONTROLLERS_EXPOSE_NO_ENTITIES;

import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.Target;
import dev.violations.PublicEntity;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RestController;

/** Controllers that are public, call mutating methods, or take or return entities. */
final class ControllerViolations {

  private ControllerViolations() {}

  @Violates(CONTROLLERS_ARE_PACKAGE_PRIVATE)
  @Controller
  public static final class PublicController {}

  @Violates(CONTROLLERS_ARE_PACKAGE_PRIVATE)
  @RestController
  public static final class PublicRestController {}

  /** A violation even with an audit event: changes belong in services. */
  @Violates(CONTROLLERS_CALL_NO_MUTATING_METHODS)
  @Controller
  static final class CallsMutatingMethod {
    String turn(SwitchPort switches, AuditLog audit) {
      Runnable turn = () -> switches.turnOn("light");
      audit.recording("switch.turn", new Target("switch", "1", "light"), turn);
      return "redirect:/";
    }
  }

  @Violates(CONTROLLERS_CALL_NO_MUTATING_METHODS)
  @RestController
  static final class CallsMutatingMethodInNestedClass {
    static final class Nested {
      void turn(SwitchPort switches) {
        switches.turnOff("light");
      }
    }
  }

  @Complies(CONTROLLERS_CALL_NO_MUTATING_METHODS)
  @Controller
  static final class CallsReadOnlyMethod {
    boolean isOn(SwitchPort switches) {
      return switches.isOn("light");
    }
  }

  @Violates(CONTROLLERS_EXPOSE_NO_ENTITIES)
  @Controller
  static final class TakesEntity {
    String save(PublicEntity row) {
      return "redirect:/" + row;
    }
  }

  @Violates(CONTROLLERS_EXPOSE_NO_ENTITIES)
  @RestController
  static final class ReturnsEntity {
    Optional<List<PublicEntity>> rows() {
      return Optional.empty();
    }
  }
}
