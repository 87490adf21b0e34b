package dev.signalbox.nomad.history;

/** What of a build is timed. */
public enum Measure {
  /** From when it was asked for until it began. */
  WAIT,
  /** From when it began until it ended by itself. */
  RUN
}
