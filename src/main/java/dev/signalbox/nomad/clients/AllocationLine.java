package dev.signalbox.nomad.clients;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.AllocationStatus;
import dev.signalbox.nomad.BuildClasses;
import dev.signalbox.nomad.NomadLinks;
import dev.signalbox.web.Moment;
import dev.signalbox.web.Status;
import dev.signalbox.web.Tone;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What runs, or ran, on a client.
 *
 * @param took how long it runs, or ran; empty while it did not start
 * @param when since when it runs, or when it ended
 * @param asks the name or the size of what is set aside for it
 */
record AllocationLine(
    String id,
    String shortId,
    String url,
    String job,
    String jobUrl,
    String group,
    boolean system,
    Status status,
    String took,
    Moment when,
    String asks,
    String logUrl) {

  static AllocationLine of(Allocation allocation, BuildClasses classes, Clock clock) {
    return new AllocationLine(
        allocation.id(),
        allocation.shortId(),
        NomadLinks.allocation(allocation.id()),
        allocation.job().id(),
        NomadLinks.job(allocation.job()),
        allocation.group(),
        allocation.ofSystem(),
        status(allocation),
        took(allocation, clock),
        Moment.of(when(allocation), clock),
        classes.nameOf(allocation.resources()),
        NomadLinks.log(allocation.id()));
  }

  private static Status status(Allocation allocation) {
    if (!allocation.terminal() && allocation.desired() != Allocation.Desired.RUN) {
      return new Status(Tone.WARN, "player-stop", "Being stopped");
    }
    return switch (allocation.status()) {
      case PENDING -> new Status(Tone.WARN, "loader-2", "Starting");
      case RUNNING -> new Status(Tone.ACCENT, "player-play", "Running");
      case COMPLETE -> new Status(Tone.IDLE, "circle-check", "Ended");
      case FAILED -> Status.bad("Failed");
      case LOST -> Status.bad("Lost");
      case UNKNOWN -> Status.unknown("Unknown");
    };
  }

  private static Instant when(Allocation allocation) {
    @Nullable Instant at = allocation.terminal() ? allocation.finishedAt() : allocation.startedAt();
    if (at != null) {
      return at;
    }
    return allocation.terminal() ? allocation.modifiedAt() : allocation.createdAt();
  }

  private static String took(Allocation allocation, Clock clock) {
    if (allocation.status() == AllocationStatus.PENDING) {
      return "";
    }
    @Nullable Instant started = allocation.startedAt();
    // lists may not tell when its tasks began; that is seconds after it was placed
    Instant from = started == null ? allocation.createdAt() : started;
    Instant to = allocation.terminal() ? when(allocation) : clock.instant();
    return Moment.length(Duration.between(from, to));
  }
}
