package dev.signalbox.nomad.http;

import dev.signalbox.remote.RemoteSystemException.NotFound;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;

/** Sends many requests, at most 8 at a time across all callers. */
final class BoundedParallel {

  private static final int MAX_PARALLEL = 8;

  private final Semaphore permits = new Semaphore(MAX_PARALLEL);

  /**
   * Sends all requests and passes the results on in order. Objects that no longer exist are
   * skipped; the first other error cancels the rest and is rethrown. Returns early if the thread is
   * interrupted.
   */
  <A, T> void executeAll(List<A> requests, Function<A, T> send, Consumer<T> found) {
    try (ExecutorService executor =
        Executors.newFixedThreadPool(MAX_PARALLEL, Thread.ofVirtual().factory())) {
      List<Future<T>> results =
          requests.stream()
              .map(request -> executor.submit(() -> withPermit(send, request)))
              .toList();
      for (Future<T> result : results) {
        try {
          found.accept(result.get());
        } catch (ExecutionException e) {
          if (e.getCause() instanceof NotFound) {
            continue;
          }
          executor.shutdownNow();
          throw e.getCause() instanceof RuntimeException known
              ? known
              : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
          executor.shutdownNow();
          Thread.currentThread().interrupt();
          return;
        }
      }
    }
  }

  private <A, T> T withPermit(Function<A, T> send, A request) throws InterruptedException {
    permits.acquire();
    try {
      return send.apply(request);
    } finally {
      permits.release();
    }
  }
}
