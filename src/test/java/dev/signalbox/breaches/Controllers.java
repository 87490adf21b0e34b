package dev.signalbox.breaches;

import static dev.signalbox.house.HouseRules.CONTROLLERS_ARE_HIDDEN;
import static dev.signalbox.house.HouseRules.CONTROLLERS_CHANGE_NOTHING;
import static dev.signalbox.house.HouseRules.CONTROLLERS_SPEAK_IN_RECORDS;

import dev.breaches.PublicEntity;
import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.Target;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RestController;

/** Controllers that are seen, that change things themselves, or that hand out rows. */
final class Controllers {

  private Controllers() {}

  @Breaks(CONTROLLERS_ARE_HIDDEN)
  @Controller
  public static final class Seen {}

  @Breaks(CONTROLLERS_ARE_HIDDEN)
  @RestController
  public static final class SeenAsApi {}

  /** Even with the audit log: where to decide about a change is a service. */
  @Breaks(CONTROLLERS_CHANGE_NOTHING)
  @Controller
  static final class Changing {
    String turn(Switches switches, AuditLog audit) {
      Runnable turn = () -> switches.turnOn("light");
      audit.recording("switch.turn", new Target("switch", "1", "light"), turn);
      return "redirect:/";
    }
  }

  @Breaks(CONTROLLERS_CHANGE_NOTHING)
  @RestController
  static final class ChangingInside {
    static final class Hand {
      void turn(Switches switches) {
        switches.turnOff("light");
      }
    }
  }

  @Keeps(CONTROLLERS_CHANGE_NOTHING)
  @Controller
  static final class Reading {
    boolean look(Switches switches) {
      return switches.isOn("light");
    }
  }

  @Breaks(CONTROLLERS_SPEAK_IN_RECORDS)
  @Controller
  static final class Taking {
    String save(PublicEntity row) {
      return "redirect:/" + row;
    }
  }

  @Breaks(CONTROLLERS_SPEAK_IN_RECORDS)
  @RestController
  static final class Returning {
    Optional<List<PublicEntity>> rows() {
      return Optional.empty();
    }
  }
}
