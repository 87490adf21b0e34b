package dev.signalbox.violations;

import dev.signalbox.remote.Mutating;

/** The port that the violation classes for {@code @Changes} use. */
interface SwitchPort {

  boolean isOn(String name);

  @Mutating
  void turnOn(String name);

  @Mutating
  void turnOff(String name);
}
