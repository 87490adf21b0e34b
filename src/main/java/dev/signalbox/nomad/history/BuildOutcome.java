package dev.signalbox.nomad.history;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.AllocationStatus;

/** How a build ended. */
public enum BuildOutcome {
  DONE("Done"),
  FAILED("Failed"),
  /** Its client went down. */
  LOST("Lost"),
  /** The servers had it stopped: by a person, a drain, or for something more important. */
  STOPPED("Stopped");

  private final String word;

  BuildOutcome(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  /** Of an allocation that has ended. */
  static BuildOutcome of(Allocation ended) {
    if (ended.status() == AllocationStatus.LOST) {
      return LOST;
    }
    if (ended.status() == AllocationStatus.FAILED) {
      return FAILED;
    }
    return ended.desired() == Allocation.Desired.RUN ? DONE : STOPPED;
  }
}
