package dev.signalbox.logs;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Describes the client and the time of an allocation, for the heading of its log. */
final class AllocationContext {

  private AllocationContext() {}

  /** Returns a text such as {@code on nomad-12, started 4 min ago}. */
  static String describe(Allocation allocation, Clock clock) {
    String client = allocation.clientName().isEmpty() ? "" : "on " + allocation.clientName();
    @Nullable Instant ended = allocation.finishedAt();
    @Nullable Instant started = allocation.startedAt();
    String when =
        ended != null
            ? "ended " + TimestampView.of(ended, clock).relative()
            : started != null ? "started " + TimestampView.of(started, clock).relative() : "";
    return client.isEmpty() || when.isEmpty() ? client + when : client + ", " + when;
  }
}
