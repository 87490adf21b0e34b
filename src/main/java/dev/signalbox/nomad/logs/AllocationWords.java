package dev.signalbox.nomad.logs;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.web.Moment;
import dev.signalbox.web.Status;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How an allocation stands, beside its log. */
final class AllocationWords {

  private AllocationWords() {}

  static Status status(Allocation allocation) {
    return switch (allocation.status()) {
      case PENDING -> Status.waiting("Starting");
      case RUNNING ->
          allocation.desired() == Allocation.Desired.RUN
              ? Status.ok("Running")
              : Status.warn("Stopping");
      case COMPLETE -> Status.ok("Done");
      case FAILED -> Status.bad("Failed");
      case LOST -> Status.bad("Lost with its client");
      case UNKNOWN -> Status.unknown("Unknown, its client is disconnected");
    };
  }

  /** Where and since when: {@code on nomad-12, began 4 min ago}. */
  static String where(Allocation allocation, Clock clock) {
    String client = allocation.clientName().isEmpty() ? "" : "on " + allocation.clientName();
    @Nullable Instant ended = allocation.finishedAt();
    @Nullable Instant began = allocation.startedAt();
    String when =
        ended != null
            ? "ended " + Moment.of(ended, clock).relative()
            : began != null ? "began " + Moment.of(began, clock).relative() : "";
    return client.isEmpty() || when.isEmpty() ? client + when : client + ", " + when;
  }
}
