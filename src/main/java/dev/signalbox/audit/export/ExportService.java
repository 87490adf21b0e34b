package dev.signalbox.audit.export;

import dev.signalbox.audit.CurrentActor;
import dev.signalbox.audit.export.ExportFilters.ExportFilter;
import dev.signalbox.audit.search.AuditFilter;
import dev.signalbox.web.ClientConnection;
import dev.signalbox.web.HeadRequest;
import dev.signalbox.web.InvalidParametersException;
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
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Responds to a request with an export. */
@Component
class ExportService implements DisposableBean {

  private static final Logger log = LoggerFactory.getLogger(ExportService.class);

  private final ExportFilters filters;
  private final ExportLimiter limiter;
  private final ExportStreamer streamer;
  private final ExportRepository exports;
  private final CurrentActor actors;
  private final Clock clock;
  private final ExecutorService estimators = Executors.newVirtualThreadPerTaskExecutor();

  ExportService(
      ExportFilters filters,
      ExportLimiter limiter,
      ExportStreamer streamer,
      ExportRepository exports,
      CurrentActor actors,
      Clock clock) {
    this.filters = filters;
    this.limiter = limiter;
    this.streamer = streamer;
    this.exports = exports;
    this.actors = actors;
    this.clock = clock;
  }

  /**
   * Sends a complete export, or returns why it was not started.
   *
   * @throws InvalidParametersException if the filter is invalid
   */
  Outcome send(
      Map<String, String> parameters,
      ExportFormat format,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    ListUrl url = AuditFilter.PARAMETERS.requireKnown("/audit", parameters);
    ExportFilter filter = filters.read(url);
    if (!filter.problems().isEmpty()) {
      throw new InvalidParametersException(filter.problems());
    }
    if (HeadRequest.isHead(request)) {
      writeHeaders(UUID.randomUUID(), format, response);
      return new Outcome.Sent();
    }
    Export export = newExport(url, format, filter);
    switch (limiter.acquire(export)) {
      case USER_LIMIT_REACHED -> {
        return new Outcome.Busy(
            "You already have %d exports running.".formatted(ExportLimiter.MAX_PER_USER));
      }
      case INSTANCE_LIMIT_REACHED -> {
        return new Outcome.Busy(
            "%d exports are already running on this instance."
                .formatted(ExportConnectionPool.MAX_PER_INSTANCE));
      }
      case ACQUIRED -> {
        try {
          writeHeaders(export.id(), format, response);
          // in parallel: only the progress bar needs the estimate
          estimators.execute(() -> recordEstimate(export, filter));
          streamer.send(
              export,
              filter.conditions(),
              response.getOutputStream(),
              ClientConnection.of(request));
        } finally {
          limiter.release(export);
        }
      }
    }
    return new Outcome.Sent();
  }

  private Export newExport(ListUrl url, ExportFormat format, ExportFilter filter) {
    ArchivedMonths months = filters.archivedMonths(filter);
    return new Export(
        UUID.randomUUID(),
        actors.actor(),
        format,
        url.toString(),
        months.exported(),
        months.skipped());
  }

  private void recordEstimate(Export export, ExportFilter filter) {
    try {
      exports.recordEstimate(export, filters.estimateEvents(filter));
    } catch (DataAccessException e) {
      log.warn("Could not estimate the size of an export: {}", e.getMessage());
    }
  }

  @Override
  public void destroy() {
    estimators.shutdownNow();
  }

  private void writeHeaders(UUID id, ExportFormat format, HttpServletResponse response) {
    response.setContentType(format.contentType());
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        "attachment; filename=\"audit-log-%s.%s\""
            .formatted(LocalDate.now(clock), format.extension()));
    // keeps an nginx ingress from buffering the response
    response.setHeader("X-Accel-Buffering", "no");
    response.setHeader("X-Download-Id", id.toString());
  }

  /** The result of a request for an export. */
  sealed interface Outcome {

    /** The export was sent, including its last line. */
    record Sent() implements Outcome {}

    /** Too many exports are running. */
    record Busy(String reason) implements Outcome {}
  }

  /**
   * Limits concurrent exports: per user across all instances, and in total per instance, which has
   * one database connection for each.
   */
  @Component
  static class ExportLimiter {

    static final int MAX_PER_USER = 2;

    private final ExportRepository exports;
    private final Semaphore connections = new Semaphore(ExportConnectionPool.MAX_PER_INSTANCE);

    ExportLimiter(ExportRepository exports) {
      this.exports = exports;
    }

    /** Starts an export, or returns which limit is reached. */
    Result acquire(Export export) {
      if (!connections.tryAcquire()) {
        return Result.INSTANCE_LIMIT_REACHED;
      }
      boolean started = false;
      try {
        started = exports.tryStart(export, MAX_PER_USER);
        return started ? Result.ACQUIRED : Result.USER_LIMIT_REACHED;
      } finally {
        if (!started) {
          connections.release();
        }
      }
    }

    /** Releases the slot of an export that has ended. */
    void release(Export export) {
      exports.stopTracking(export);
      connections.release();
    }

    /** Whether an export has a slot, or which limit is reached. */
    enum Result {
      ACQUIRED,
      USER_LIMIT_REACHED,
      INSTANCE_LIMIT_REACHED
    }
  }
}
