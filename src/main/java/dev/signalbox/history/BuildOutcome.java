package dev.signalbox.history;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.AllocationStatus;

/** The outcome of a finished build. The database stores the constant names. */
public enum BuildOutcome {
  DONE("Completed"),
  FAILED("Failed"),
  /** Lost because its client went down. */
  LOST("Lost"),
  /** Stopped by the servers: by an operator, a drain or preemption. */
  STOPPED("Stopped");

  private final String label;

  BuildOutcome(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }

  /** Returns the outcome of a terminal allocation. */
  static BuildOutcome of(Allocation allocation) {
    if (allocation.status() == AllocationStatus.LOST) {
      return LOST;
    }
    if (allocation.status() == AllocationStatus.FAILED) {
      return FAILED;
    }
    return allocation.desired() == Allocation.Desired.RUN ? DONE : STOPPED;
  }
}
