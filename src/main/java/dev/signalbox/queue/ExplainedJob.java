package dev.signalbox.queue;

import dev.signalbox.nomad.Resources;
import java.util.Comparator;

/** A queued job with its reason. */
public record ExplainedJob(WaitingJob waiting, WaitingReason reason) {

  public ReasonKind kind() {
    return ReasonKind.of(reason);
  }

  /** Returns the requested resources of one allocation, of the group with the most memory. */
  public Resources requested() {
    return waiting.groups().stream()
        .map(WaitingJob.Group::requested)
        .max(Comparator.comparingLong(Resources::memory).thenComparingLong(Resources::cpu))
        .orElse(Resources.NONE);
  }

  /** Whether both memory and CPU are known. */
  boolean isSizeKnown() {
    return requested().cpu() > 0 && requested().memory() > 0;
  }
}
