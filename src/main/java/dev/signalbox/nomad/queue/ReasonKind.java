package dev.signalbox.nomad.queue;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The reasons by which the queue can be filtered. */
public enum ReasonKind {
  NEVER_FITS("Never fits"),
  NO_CLIENT("No client"),
  RULED_OUT("Ruled out"),
  QUOTA("Quota reached"),
  SCHEDULER("Nobody looks"),
  NO_ROOM("No room"),
  LATER("Tried again"),
  UNTOLD("Not told"),
  STARTING("Starting");

  private final String label;

  ReasonKind(String label) {
    this.label = label;
  }

  /** One or two words. */
  public String label() {
    return label;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<ReasonKind> of(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
  }

  static ReasonKind of(WaitingReason reason) {
    return switch (reason) {
      case WaitingReason.NoClientHere r -> NO_CLIENT;
      case WaitingReason.ConstraintsFilterAll r -> RULED_OUT;
      case WaitingReason.NeverFits r -> NEVER_FITS;
      case WaitingReason.FitsOnlyParked r -> NEVER_FITS;
      case WaitingReason.WaitsForRoom r -> NO_ROOM;
      case WaitingReason.QuotaReached r -> QUOTA;
      case WaitingReason.BackOff r -> LATER;
      case WaitingReason.SchedulerSlow r -> SCHEDULER;
      case WaitingReason.Starting r -> STARTING;
      case WaitingReason.Untold r -> UNTOLD;
    };
  }
}
