package dev.signalbox.builds;

import dev.signalbox.history.DrainOutcome;
import dev.signalbox.history.PastDrain;
import dev.signalbox.nomad.ui.NomadLinks;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.StatusTone;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table of drains.
 *
 * @param duration how long the drain took, or has been running
 * @param deadline note about the deadline; empty if there is none or the drain ended before it
 */
record DrainRow(
    String key,
    String name,
    String url,
    StatusLabel status,
    String requestedBy,
    String message,
    String builds,
    TimestampView started,
    String duration,
    String deadline) {

  static DrainRow of(PastDrain drain, Clock clock) {
    Instant until = drain.endedAt() == null ? clock.instant() : drain.endedAt();
    return new DrainRow(
        drain.clientId() + "/" + drain.startedAt(),
        drain.clientName().isBlank() ? drain.clientId() : drain.clientName(),
        NomadLinks.client(drain.clientId()),
        status(drain.outcome()),
        drain.requestedBy().isEmpty() ? "unknown" : drain.requestedBy(),
        drain.message(),
        drain.builds() == null ? "unknown" : drain.builds().toString(),
        TimestampView.of(drain.startedAt(), clock),
        TimestampView.formatDuration(Duration.between(drain.startedAt(), until)),
        deadline(drain.forceAt(), drain.endedAt()));
  }

  private static String deadline(@Nullable Instant forceAt, @Nullable Instant endedAt) {
    if (forceAt == null || (endedAt != null && endedAt.isBefore(forceAt))) {
      return "";
    }
    return (endedAt == null ? "deadline " : "deadline was ")
        + TimestampView.timeOfDay(forceAt)
        + " on "
        + TimestampView.day(forceAt);
  }

  private static StatusLabel status(@Nullable DrainOutcome outcome) {
    if (outcome == null) {
      return new StatusLabel(StatusTone.WARN, "player-pause", "Draining");
    }
    return switch (outcome) {
      case COMPLETE -> StatusLabel.ok(outcome.label());
      case CANCELED, GONE -> StatusLabel.off(outcome.label());
      case UNKNOWN -> StatusLabel.unknown(outcome.label());
    };
  }
}
