package dev.signalbox.violations;

import static dev.signalbox.architecture.ArchitectureRules.MUTATIONS_ARE_AUDITED;

import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.Target;
import java.util.List;

/** Calls of mutating methods without an audit event, and some with one. */
final class UnauditedMutations {

  private static final Target LIGHT = new Target("switch", "1", "light");

  private UnauditedMutations() {}

  @Violates(MUTATIONS_ARE_AUDITED)
  static final class DirectCall {
    void turn(SwitchPort switches) {
      switches.turnOn("light");
    }
  }

  @Violates(MUTATIONS_ARE_AUDITED)
  static final class InLambda {
    Runnable turn(SwitchPort switches) {
      return () -> switches.turnOn("light");
    }
  }

  @Violates(MUTATIONS_ARE_AUDITED)
  static final class ByReference {
    void turn(SwitchPort switches) {
      List.of("light", "heater").forEach(switches::turnOff);
    }
  }

  /** An audit event in one method does not cover another method. */
  @Violates(MUTATIONS_ARE_AUDITED)
  static final class AuditedElsewhere {
    void turnOn(SwitchPort switches, AuditLog audit) {
      audit.recording("switch.on", LIGHT, () -> switches.turnOn("light"));
    }

    void turnOff(SwitchPort switches) {
      switches.turnOff("light");
    }
  }

  /** Calls the adapter class instead of the port. */
  @Violates(MUTATIONS_ARE_AUDITED)
  static final class ThroughAdapterClass {
    void turn(Lamp lamp) {
      lamp.turnOn("light");
    }
  }

  @Complies(MUTATIONS_ARE_AUDITED)
  static final class Audited {
    void turnOn(SwitchPort switches, AuditLog audit) {
      audit.recording("switch.on", LIGHT, () -> switches.turnOn("light"));
    }

    void turnOff(SwitchPort switches, AuditLog audit) {
      audit.recording(
          "switch.off",
          LIGHT,
          new Runnable() {
            @Override
            public void run() {
              switches.turnOff("light");
            }
          });
    }
  }

  /** A mutating method that calls another one of the same port; its caller writes the event. */
  @Complies(MUTATIONS_ARE_AUDITED)
  static final class Lamp implements SwitchPort {
    private boolean on;

    @Override
    public boolean isOn(String name) {
      return on;
    }

    @Override
    public void turnOn(String name) {
      turnOff(name);
      on = true;
    }

    @Override
    public void turnOff(String name) {
      on = false;
    }
  }
}
