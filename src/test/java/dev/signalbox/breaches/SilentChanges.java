package dev.signalbox.breaches;

import static dev.signalbox.house.HouseRules.CHANGES_ARE_AUDITED;

import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.Target;
import java.util.List;

/** Changes nobody writes down, beside those that somebody does. */
final class SilentChanges {

  private static final Target LIGHT = new Target("switch", "1", "light");

  private SilentChanges() {}

  @Breaks(CHANGES_ARE_AUDITED)
  static final class Plain {
    void turn(Switches switches) {
      switches.turnOn("light");
    }
  }

  @Breaks(CHANGES_ARE_AUDITED)
  static final class InALambda {
    Runnable turn(Switches switches) {
      return () -> switches.turnOn("light");
    }
  }

  @Breaks(CHANGES_ARE_AUDITED)
  static final class ByReference {
    void turn(Switches switches) {
      List.of("light", "heater").forEach(switches::turnOff);
    }
  }

  /** The audit log in one method says nothing about the next one. */
  @Breaks(CHANGES_ARE_AUDITED)
  static final class AuditedElsewhere {
    void turnOn(Switches switches, AuditLog audit) {
      audit.recording("switch.on", LIGHT, () -> switches.turnOn("light"));
    }

    void turnOff(Switches switches) {
      switches.turnOff("light");
    }
  }

  /** Called by the class of the adapter, not by the name of the port. */
  @Breaks(CHANGES_ARE_AUDITED)
  static final class PastThePort {
    void turn(Lamp lamp) {
      lamp.turnOn("light");
    }
  }

  @Keeps(CHANGES_ARE_AUDITED)
  static final class Audited {
    void turnOn(Switches switches, AuditLog audit) {
      audit.recording("switch.on", LIGHT, () -> switches.turnOn("light"));
    }

    void turnOff(Switches switches, AuditLog audit) {
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

  /** One change made of another of the same port: the caller writes it down. */
  @Keeps(CHANGES_ARE_AUDITED)
  static final class Lamp implements Switches {
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
