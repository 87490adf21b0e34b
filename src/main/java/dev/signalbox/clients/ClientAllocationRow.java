package dev.signalbox.clients;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.AllocationStatus;
import dev.signalbox.nomad.ResourceClasses;
import dev.signalbox.nomad.ui.NomadLinks;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.StatusTone;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Allocation in the tables of a client page.
 *
 * @param job the name of its job
 * @param jobId the id of its job, empty if it is the name
 * @param duration duration so far or in total; empty before it started
 * @param when start time, or end time once it has ended
 * @param logUrl its log, or the first error in it if it failed
 * @param resources resource class, or the allocated size if it has no class
 */
record ClientAllocationRow(
    String id,
    String shortId,
    String url,
    String job,
    String jobId,
    String jobUrl,
    String group,
    boolean system,
    StatusLabel status,
    String duration,
    TimestampView when,
    String resources,
    String logUrl,
    boolean failed) {

  static ClientAllocationRow of(
      Allocation allocation, String name, ResourceClasses classes, Clock clock) {
    return new ClientAllocationRow(
        allocation.id(),
        allocation.shortId(),
        NomadLinks.allocation(allocation.id()),
        name,
        name.equals(allocation.job().id()) ? "" : allocation.job().id(),
        NomadLinks.job(allocation.job()),
        allocation.group(),
        allocation.isSystem(),
        status(allocation),
        duration(allocation, clock),
        TimestampView.of(when(allocation), clock),
        classes.nameOf(allocation.resources()),
        allocation.status() == AllocationStatus.FAILED
            ? NomadLinks.firstError(allocation.id())
            : NomadLinks.log(allocation.id()),
        allocation.status() == AllocationStatus.FAILED);
  }

  private static StatusLabel status(Allocation allocation) {
    if (!allocation.isTerminal() && allocation.desired() != Allocation.Desired.RUN) {
      return new StatusLabel(StatusTone.WARN, "player-stop", "Stopping");
    }
    return switch (allocation.status()) {
      case PENDING -> new StatusLabel(StatusTone.WARN, "loader-2", "Starting");
      case RUNNING -> new StatusLabel(StatusTone.ACCENT, "player-play", "Running");
      case COMPLETE -> new StatusLabel(StatusTone.IDLE, "circle-check", "Complete");
      case FAILED -> StatusLabel.bad("Failed");
      case LOST -> StatusLabel.bad("Lost");
      case UNKNOWN -> StatusLabel.unknown("Unknown");
    };
  }

  private static Instant when(Allocation allocation) {
    @Nullable Instant at =
        allocation.isTerminal() ? allocation.finishedAt() : allocation.startedAt();
    if (at != null) {
      return at;
    }
    return allocation.isTerminal() ? allocation.modifiedAt() : allocation.createdAt();
  }

  private static String duration(Allocation allocation, Clock clock) {
    if (allocation.status() == AllocationStatus.PENDING) {
      return "";
    }
    @Nullable Instant started = allocation.startedAt();
    // allocation lists may lack the start time; tasks start seconds after placement
    Instant from = started == null ? allocation.createdAt() : started;
    Instant to = allocation.isTerminal() ? when(allocation) : clock.instant();
    return TimestampView.formatDuration(Duration.between(from, to));
  }
}
