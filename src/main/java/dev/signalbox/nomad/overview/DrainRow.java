package dev.signalbox.nomad.overview;

import dev.signalbox.nomad.NomadLinks;
import dev.signalbox.nomad.history.DrainOutcome;
import dev.signalbox.nomad.history.PastDrain;
import dev.signalbox.web.Moment;
import dev.signalbox.web.Status;
import dev.signalbox.web.Tone;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A drain, ready to print.
 *
 * @param took how long it took, or takes so far
 * @param deadline when what is left was to be stopped, in words
 */
record DrainRow(
    String key,
    String name,
    String url,
    Status status,
    String requestedBy,
    String message,
    String builds,
    Moment started,
    String took,
    String deadline) {

  static DrainRow of(PastDrain drain, Clock clock) {
    Instant until = drain.endedAt() == null ? clock.instant() : drain.endedAt();
    return new DrainRow(
        drain.clientId() + "/" + drain.startedAt(),
        drain.clientName().isBlank() ? drain.clientId() : drain.clientName(),
        NomadLinks.client(drain.clientId()),
        status(drain.outcome()),
        drain.requestedBy().isEmpty() ? "not told" : drain.requestedBy(),
        drain.message(),
        drain.builds() == null ? "not known" : drain.builds().toString(),
        Moment.of(drain.startedAt(), clock),
        Moment.length(Duration.between(drain.startedAt(), until)),
        drain.forceAt() == null
            ? ""
            : "what is left is stopped at "
                + Moment.timeOfDay(drain.forceAt())
                + " on "
                + Moment.day(drain.forceAt()));
  }

  private static Status status(@Nullable DrainOutcome outcome) {
    if (outcome == null) {
      return new Status(Tone.WARN, "player-pause", "Draining");
    }
    return switch (outcome) {
      case COMPLETE -> Status.ok(outcome.word());
      case CANCELED, GONE -> Status.off(outcome.word());
      case UNKNOWN -> Status.unknown(outcome.word());
    };
  }
}
