package dev.signalbox.nomad.ui;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.Allocation.Desired;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.StatusTone;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Status texts of allocations, shared by all pages. */
public final class AllocationStatusText {

  /** Descriptions that only repeat the badge. */
  private static final Set<String> REPETITIONS =
      Set.of("Tasks are running", "All tasks have completed", "Failed tasks");

  private AllocationStatusText() {}

  /** Returns the status badge, from the desired status and the client status. */
  public static StatusLabel of(Allocation allocation) {
    boolean stopping = allocation.desired() != Desired.RUN;
    return switch (allocation.status()) {
      case PENDING -> StatusLabel.waiting(stopping ? "Stopping" : "Starting");
      case RUNNING -> stopping ? StatusLabel.warn("Stopping") : running("Running");
      case COMPLETE -> stopping ? StatusLabel.off("Stopped") : StatusLabel.ok("Completed");
      case FAILED -> StatusLabel.bad("Failed");
      case LOST -> StatusLabel.bad("Lost");
      case UNKNOWN -> StatusLabel.unknown("Unknown");
    };
  }

  /** Returns Nomad's description of the status, or an empty string if it repeats the badge. */
  public static String description(Allocation allocation) {
    return REPETITIONS.contains(allocation.statusDescription())
        ? ""
        : allocation.statusDescription();
  }

  /** Returns the badge of something that is running. */
  public static StatusLabel running(String text) {
    return new StatusLabel(StatusTone.ACCENT, "player-play", text);
  }

  /** Returns its duration so far or in total, such as {@code 3 min}; null if unknown. */
  public static @Nullable String duration(Allocation allocation, Clock clock) {
    @Nullable Instant started = allocation.startedAt();
    if (started == null) {
      return null;
    }
    @Nullable Instant finished = allocation.finishedAt();
    if (finished == null && allocation.isTerminal()) {
      return null;
    }
    return TimestampView.formatDuration(
        Duration.between(started, finished == null ? clock.instant() : finished));
  }
}
