package dev.signalbox.nomad.queue;

import dev.signalbox.nomad.Resources;
import java.util.Comparator;

/** A waiting job with its reason. */
public record Explained(Waiting waiting, WaitingReason reason) {

  public ReasonKind kind() {
    return ReasonKind.of(reason);
  }

  /** What one allocation of it needs; of several groups, of the one that needs most memory. */
  public Resources asked() {
    return waiting.groups().stream()
        .map(Waiting.Group::asked)
        .max(Comparator.comparingLong(Resources::memory).thenComparingLong(Resources::cpu))
        .orElse(Resources.NONE);
  }

  /** Whether that is known of both memory and CPU. */
  boolean sized() {
    return asked().cpu() > 0 && asked().memory() > 0;
  }
}
