package dev.signalbox.nomad.logs;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.web.Moment;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where an allocation is and since when, beside its log. */
final class Whereabouts {

  private Whereabouts() {}

  /** {@code on nomad-12, began 4 min ago}. */
  static String of(Allocation allocation, Clock clock) {
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
