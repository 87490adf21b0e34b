package dev.signalbox.drains.rolling;

/** Outcome of changing the state of a rolling drain. */
sealed interface RollingDrainOutcome {

  record Changed(RollingDrain plan) implements RollingDrainOutcome {}

  /** The plan is already in the requested state. */
  record NoChange(RollingDrain plan) implements RollingDrainOutcome {}

  /** The plan is finished or aborted. */
  record Ended(RollingDrain plan) implements RollingDrainOutcome {}
}
