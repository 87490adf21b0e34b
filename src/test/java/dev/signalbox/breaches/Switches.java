package dev.signalbox.breaches;

import dev.signalbox.outside.Changes;

/** The port that the breaches around {@code @Changes} use. */
interface Switches {

  boolean isOn(String name);

  @Changes
  void turnOn(String name);

  @Changes
  void turnOff(String name);
}
