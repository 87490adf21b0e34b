package dev.signalbox.logs;

import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.web.ProblemPanel;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Runs Nomad requests for a page with a time limit; the page is shown without late responses. */
@Component
class TimeLimitedQueries {

  private static final Duration TIME_LIMIT = Duration.ofMillis(2500);

  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * Runs a request.
   *
   * @param what the operation as an infinitive without "to", for error messages
   */
  <T> QueryResult<T> run(String what, Supplier<T> request) {
    return runAll(what, List.of(request)).getFirst();
  }

  /** Runs requests in parallel with a shared time limit. The results are in the same order. */
  <T> List<QueryResult<T>> runAll(String what, List<Supplier<T>> requests) {
    List<Callable<T>> calls = requests.stream().map(one -> (Callable<T>) one::get).toList();
    List<QueryResult<T>> results = new ArrayList<>();
    try {
      for (Future<T> future :
          executor.invokeAll(calls, TIME_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        results.add(result(what, future));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      requests.forEach(one -> results.add(new QueryResult.Failed<>(timedOut(what))));
    }
    return results;
  }

  @PreDestroy
  void stop() {
    executor.shutdownNow();
  }

  private static <T> QueryResult<T> result(String what, Future<T> future)
      throws InterruptedException {
    try {
      return new QueryResult.Completed<>(future.get());
    } catch (CancellationException e) {
      return new QueryResult.Failed<>(timedOut(what));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RemoteSystemException failure) {
        return new QueryResult.Failed<>(LogErrors.problem(failure));
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private static ProblemPanel timedOut(String what) {
    return new ProblemPanel(
        "Nomad did not respond in time",
        "to " + what,
        "no response within " + TIME_LIMIT.toMillis() / 1000.0 + " s",
        "Wait for the lines below, or reload the page.",
        null,
        null);
  }

  /** The result of a request, or the reason why there is none. */
  sealed interface QueryResult<T> {

    record Completed<T>(T value) implements QueryResult<T> {}

    record Failed<T>(ProblemPanel problem) implements QueryResult<T> {}
  }
}
