package dev.signalbox.audit.export;

import dev.signalbox.audit.CurrentActor;
import dev.signalbox.audit.search.AuditFilter;
import dev.signalbox.audit.search.Conditions;
import dev.signalbox.audit.search.FilterReading;
import dev.signalbox.audit.search.SizeEstimate;
import dev.signalbox.web.ListUrl;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Answers a request with a file of events. */
@Component
class Downloads {

  private final FilterReading reading;
  private final SizeEstimate estimate;
  private final ExportPlaces places;
  private final Sending sending;
  private final CurrentActor actors;
  private final Clock clock;

  Downloads(
      FilterReading reading,
      SizeEstimate estimate,
      ExportPlaces places,
      Sending sending,
      CurrentActor actors,
      Clock clock) {
    this.reading = reading;
    this.estimate = estimate;
    this.places = places;
    this.sending = sending;
    this.actors = actors;
    this.clock = clock;
  }

  /** Sends the file to its end, or says why it does not even begin. */
  Outcome send(ListUrl url, ExportFormat format, HttpServletResponse response) throws IOException {
    AuditFilter filter = AuditFilter.of(url, clock);
    if (!filter.problems().isEmpty()) {
      return new Outcome.Unreadable(filter);
    }
    String person = actors.actor().id();
    switch (places.take(person)) {
      case OWN_ARE_TAKEN -> {
        return new Outcome.Busy(
            "You have %d downloads running.".formatted(ExportPlaces.MOST_OF_ONE));
      }
      case ALL_ARE_TAKEN -> {
        return new Outcome.Busy(
            "Others have %d downloads running.".formatted(ExportConnections.MOST));
      }
      case TAKEN -> {
        try {
          stream(url, format, filter, response);
        } finally {
          places.giveBack(person);
        }
      }
    }
    return new Outcome.Sent();
  }

  private void stream(
      ListUrl url, ExportFormat format, AuditFilter filter, HttpServletResponse response)
      throws IOException {
    Conditions conditions = reading.read(filter);
    long expected = estimate.of(filter, conditions).events();
    UUID id = UUID.randomUUID();
    response.setContentType(format.contentType());
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        "attachment; filename=\"audit-log-%s.%s\""
            .formatted(LocalDate.now(clock), format.ending()));
    // an ingress that collects the file first would make the person wait for its first byte
    response.setHeader("X-Accel-Buffering", "no");
    response.setHeader("X-Download-Id", id.toString());
    sending.send(
        new Export(
            id,
            actors.actor(),
            format,
            new ListUrl("/audit", url.parameters()).toString(),
            expected),
        conditions,
        response.getOutputStream());
  }

  /** What became of the wish for a file. */
  sealed interface Outcome {

    /** It was sent to its last line. */
    record Sent() implements Outcome {}

    /** There is no place now. */
    record Busy(String why) implements Outcome {}

    /** The filter cannot be read. */
    record Unreadable(AuditFilter filter) implements Outcome {}
  }
}
