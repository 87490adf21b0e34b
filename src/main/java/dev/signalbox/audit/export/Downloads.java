package dev.signalbox.audit.export;

import dev.signalbox.audit.CurrentActor;
import dev.signalbox.audit.search.AuditFilter;
import dev.signalbox.audit.search.Conditions;
import dev.signalbox.audit.search.FilterReading;
import dev.signalbox.audit.search.MonthsInFiles;
import dev.signalbox.audit.search.SizeEstimate;
import dev.signalbox.web.ClientConnection;
import dev.signalbox.web.ListUrl;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Answers a request with a file of events. */
@Component
class Downloads implements DisposableBean {

  private static final Logger log = LoggerFactory.getLogger(Downloads.class);

  private final FilterReading reading;
  private final SizeEstimate estimate;
  private final MonthsInFiles filed;
  private final ExportPlaces places;
  private final Sending sending;
  private final Exports exports;
  private final CurrentActor actors;
  private final Clock clock;
  private final ExecutorService estimating = Executors.newVirtualThreadPerTaskExecutor();

  Downloads(
      FilterReading reading,
      SizeEstimate estimate,
      MonthsInFiles filed,
      ExportPlaces places,
      Sending sending,
      Exports exports,
      CurrentActor actors,
      Clock clock) {
    this.reading = reading;
    this.estimate = estimate;
    this.filed = filed;
    this.places = places;
    this.sending = sending;
    this.exports = exports;
    this.actors = actors;
    this.clock = clock;
  }

  /** Sends the file to its end, or says why it does not even begin. */
  Outcome send(
      ListUrl url, ExportFormat format, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    AuditFilter filter = AuditFilter.of(url, clock);
    Conditions conditions = reading.read(filter);
    Map<String, String> problems = filter.problems(conditions);
    if (!problems.isEmpty()) {
      return new Outcome.Unreadable(problems);
    }
    if (request.getMethod().equals("HEAD")) {
      head(UUID.randomUUID(), format, response);
      return new Outcome.Sent();
    }
    Export export = export(url, format, filter);
    switch (places.take(export)) {
      case OWN_ARE_TAKEN -> {
        return new Outcome.Busy(
            "You have %d downloads running.".formatted(ExportPlaces.MOST_OF_ONE));
      }
      case ALL_ARE_TAKEN -> {
        return new Outcome.Busy(
            "There are %d downloads running already.".formatted(ExportConnections.MOST));
      }
      case TAKEN -> {
        try {
          head(export.id(), format, response);
          // counted beside the sending: nobody waits for a figure that only the progress bar needs
          estimating.execute(() -> expect(export, filter, conditions));
          sending.send(
              export, conditions, response.getOutputStream(), ClientConnection.of(request));
        } finally {
          places.giveBack(export);
        }
      }
    }
    return new Outcome.Sent();
  }

  private Export export(ListUrl url, ExportFormat format, AuditFilter filter) {
    FiledMonths months = FiledMonths.of(filter, filed);
    return new Export(
        UUID.randomUUID(),
        actors.actor(),
        format,
        new ListUrl("/audit", url.parameters()).toString(),
        months.whole(),
        months.others());
  }

  private void expect(Export export, AuditFilter filter, Conditions conditions) {
    try {
      exports.expect(export, estimate.events(filter, conditions));
    } catch (DataAccessException e) {
      log.warn("The progress of a download is not known: {}", e.getMessage());
    }
  }

  @Override
  public void destroy() {
    estimating.shutdownNow();
  }

  private void head(UUID id, ExportFormat format, HttpServletResponse response) {
    response.setContentType(format.contentType());
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        "attachment; filename=\"audit-log-%s.%s\""
            .formatted(LocalDate.now(clock), format.ending()));
    // an ingress that collects the file first would make the person wait for its first byte
    response.setHeader("X-Accel-Buffering", "no");
    response.setHeader("X-Download-Id", id.toString());
  }

  /** What became of the wish for a file. */
  sealed interface Outcome {

    /** It was sent to its last line. */
    record Sent() implements Outcome {}

    /** There is no place now. */
    record Busy(String why) implements Outcome {}

    /** The filter cannot be read; what is wrong, by its parameter. */
    record Unreadable(Map<String, String> problems) implements Outcome {}
  }
}
