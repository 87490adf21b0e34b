package dev.signalbox.queue;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Categories of reasons, with the words that all pages use for them. */
public enum ReasonKind {
  NEVER_FITS(
      "Too large", "The job needs more than any client in its datacenters and node pool has."),
  NO_CLIENT(
      "No eligible client", "No client in the datacenters and node pool of the job is eligible."),
  RULED_OUT("Constraint", "The constraints of the job exclude all clients."),
  QUOTA("Quota", "The quota of the namespace is reached."),
  SCHEDULER("Not evaluated", "Nomad has not tried to place the job for longer than usual."),
  NO_ROOM("No capacity", "All matching clients are full. The job is placed once builds end."),
  LATER("Retrying", "Nomad tries again later, for example after a failure."),
  UNTOLD("Unknown", "The job is blocked, and Nomad gives no reason."),
  STARTING("Starting", "The job was just submitted.");

  private final String label;
  private final String definition;

  ReasonKind(String label, String definition) {
    this.label = label;
    this.definition = definition;
  }

  /** Returns the label, at most three words. */
  public String label() {
    return label;
  }

  /** Returns what the label means, as a sentence. */
  public String definition() {
    return definition;
  }

  /** Returns the value of the query parameter. */
  public String key() {
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
