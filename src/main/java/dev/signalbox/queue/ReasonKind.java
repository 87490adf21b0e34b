package dev.signalbox.queue;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Categories of reasons, by which the queue can be filtered. */
public enum ReasonKind {
  NEVER_FITS("Too large"),
  NO_CLIENT("No matching client"),
  RULED_OUT("Constraint"),
  QUOTA("Quota"),
  SCHEDULER("Not evaluated"),
  NO_ROOM("No capacity"),
  LATER("Retrying"),
  UNTOLD("Unknown"),
  STARTING("Starting");

  private final String label;

  ReasonKind(String label) {
    this.label = label;
  }

  /** Returns the label, at most three words. */
  public String label() {
    return label;
  }

  /** Returns the value of the query parameter. */
  String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<ReasonKind> of(String key) {
    return Arrays.stream(values()).filter(kind -> kind.key().equals(key)).findFirst();
  }

  static ReasonKind of(WaitingReason reason) {
    return switch (reason) {
      case WaitingReason.NoEligibleClient r -> NO_CLIENT;
      case WaitingReason.ConstraintsFilterAll r -> RULED_OUT;
      case WaitingReason.TooLarge r -> NEVER_FITS;
      case WaitingReason.FitsOnlyIneligible r -> NEVER_FITS;
      case WaitingReason.NoFreeCapacity r -> NO_ROOM;
      case WaitingReason.QuotaReached r -> QUOTA;
      case WaitingReason.BackOff r -> LATER;
      case WaitingReason.NotEvaluated r -> SCHEDULER;
      case WaitingReason.Starting r -> STARTING;
      case WaitingReason.Unexplained r -> UNTOLD;
    };
  }
}
