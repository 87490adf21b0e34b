package dev.signalbox.nomad.allocations;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.Allocation.Desired;
import dev.signalbox.web.Moment;
import dev.signalbox.web.Status;
import dev.signalbox.web.Tone;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How an allocation stands, in the words that all pages share. */
public final class AllocationWords {

  private AllocationWords() {}

  /** As icon, word and colour: what is asked of it counts as much as what its client says. */
  public static Status of(Allocation allocation) {
    boolean asked = allocation.desired() != Desired.RUN;
    return switch (allocation.status()) {
      case PENDING -> Status.waiting(asked ? "Stopping" : "Starting");
      case RUNNING -> asked ? Status.warn("Stopping") : running("Running");
      case COMPLETE -> asked ? Status.off("Stopped") : Status.ok("Done");
      case FAILED -> Status.bad("Failed");
      case LOST -> Status.bad("Lost with its client");
      case UNKNOWN -> Status.unknown("Not heard of");
    };
  }

  /** What runs. */
  public static Status running(String word) {
    return new Status(Tone.ACCENT, "player-play", word);
  }

  /** How long it ran, or runs: {@code 3 min}; null before it began. */
  public static @Nullable String ran(Allocation allocation, Clock clock) {
    @Nullable Instant started = allocation.startedAt();
    if (started == null) {
      return null;
    }
    @Nullable Instant finished = allocation.finishedAt();
    if (finished == null && allocation.terminal()) {
      return null;
    }
    return Moment.length(Duration.between(started, finished == null ? clock.instant() : finished));
  }
}
