package dev.signalbox.nomad.queue;

import dev.signalbox.nomad.Resources;

/** A waiting job with its reason. */
public record Explained(Waiting waiting, WaitingReason reason) {

  public ReasonKind kind() {
    return ReasonKind.of(reason);
  }

  /** What one allocation of it needs; of several groups, of the one that needs most memory. */
  public Resources asked() {
    return waiting.groups().stream()
        .map(Waiting.Group::asked)
        .reduce(Resources.NONE, (one, other) -> other.memory() > one.memory() ? other : one);
  }
}
