package dev.signalbox.drains.rolling;

/** Outcome of changing the state of a rolling drain. */
enum RollingDrainOutcome {
  CHANGED,
  /** The plan is already in the requested state. */
  NO_CHANGE,
  /** The plan is finished or aborted. */
  ENDED
}
