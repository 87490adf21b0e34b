package dev.signalbox.overview;

import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.web.DatabaseFailures;
import dev.signalbox.web.ErrorId;
import dev.signalbox.web.ProblemPanel;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.SummaryPanel;
import dev.signalbox.web.SummaryPanelSource;
import dev.signalbox.web.SummaryPanelSource.Header;
import dev.signalbox.web.TimestampView;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.stereotype.Component;

/**
 * Loads panels in parallel. A panel that fails or takes too long is replaced by a description of
 * the failure; loading never throws and takes at most the time limit, for any number of panels.
 */
@Component
class PanelLoader {

  /** Longer than the wait for a database connection, whose failure is more specific. */
  private static final Duration TIME_LIMIT = Duration.ofSeconds(5);

  /** Maximum number of concurrent loads of a panel; a slow one must not use all connections. */
  private static final int MAX_PARALLEL = 4;

  private static final Logger log = LoggerFactory.getLogger(PanelLoader.class);

  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("panel-", 0).factory());
  private final Map<String, Semaphore> permits = new ConcurrentHashMap<>();
  private final Map<String, Failure> failures = new ConcurrentHashMap<>();
  private final Duration timeLimit;
  private final Clock clock;

  @Autowired
  PanelLoader(Clock clock) {
    this(TIME_LIMIT, clock);
  }

  PanelLoader(Duration timeLimit, Clock clock) {
    this.timeLimit = timeLimit;
    this.clock = clock;
  }

  /** The first of consecutive failures. */
  private record Failure(Instant since, String errorId) {}

  PanelView load(SummaryPanelSource source) {
    return load(List.of(source)).getFirst();
  }

  /** Loads panels, in the given order. */
  List<PanelView> load(List<SummaryPanelSource> sources) {
    long deadline = System.nanoTime() + timeLimit.toNanos();
    List<Future<SummaryPanel>> loading = new ArrayList<>();
    for (SummaryPanelSource source : sources) {
      loading.add(threads.submit(() -> limited(source)));
    }
    List<PanelView> loaded = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      Header header = sources.get(i).header();
      loaded.add(new PanelView(header, await(header, loading.get(i), deadline)));
    }
    return loaded;
  }

  private SummaryPanel limited(SummaryPanelSource source)
      throws InterruptedException, TimeoutException {
    Semaphore permit =
        permits.computeIfAbsent(source.header().id(), id -> new Semaphore(MAX_PARALLEL));
    if (!permit.tryAcquire(timeLimit.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new TimeoutException();
    }
    try {
      return source.panel();
    } finally {
      permit.release();
    }
  }

  private SummaryPanel await(Header header, Future<SummaryPanel> loading, long deadline) {
    try {
      SummaryPanel panel =
          loading.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      failures.remove(header.id());
      return panel;
    } catch (ExecutionException e) {
      return failed(header, e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      // ends the wait for a connection or a response
      loading.cancel(true);
      return failed(header, e);
    } catch (InterruptedException e) {
      loading.cancel(true);
      Thread.currentThread().interrupt();
      return failed(header, e);
    }
  }

  private SummaryPanel failed(Header header, Throwable cause) {
    Failure first = new Failure(clock.instant(), ErrorId.next());
    Failure failure = failures.merge(header.id(), first, (known, next) -> known);
    if (failure.errorId().equals(first.errorId())) {
      log.warn("Error {}: the panel {} could not be loaded", failure.errorId(), header.id(), cause);
    }
    return SummaryPanel.ofFigures()
        .withStatus(StatusLabel.bad("Not available"))
        .withProblem(problem(header, failure, cause));
  }

  private ProblemPanel problem(Header header, Failure failure, Throwable cause) {
    TimestampView since = TimestampView.of(failure.since(), clock);
    if (cause instanceof RemoteSystemException remote) {
      return new ProblemPanel(
          remote.system().capitalizedLabel() + " did not respond",
          "to " + remote.tried(),
          remote.response(),
          remote.advice(),
          since,
          failure.errorId());
    }
    return new ProblemPanel(
        "This panel could not be loaded",
        "to load “" + header.title() + "”",
        response(cause),
        cause instanceof TimeoutException || DatabaseFailures.isCauseOf(cause)
            ? "Check that PostgreSQL is running and not overloaded, then reload the page."
            : "Reload the page. If it fails again, report the error id.",
        since,
        failure.errorId());
  }

  private String response(Throwable cause) {
    if (cause instanceof TimeoutException || cause instanceof InterruptedException) {
      return "no response within " + TimestampView.formatDuration(timeLimit);
    }
    return DatabaseFailures.isCauseOf(cause)
        ? String.valueOf(NestedExceptionUtils.getMostSpecificCause(cause).getMessage())
            .replaceAll("\\p{Cntrl}+", " ")
        : "internal error";
  }

  @PreDestroy
  void close() {
    threads.shutdownNow();
  }
}
