package dev.signalbox.nomad.wire;

import dev.signalbox.outside.OutsideWorldException.Missing;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;

/** Asks many questions, eight at a time, whoever asks and for whatever list. */
final class FewAtATime {

  private static final int AT_A_TIME = 8;

  private final Semaphore places = new Semaphore(AT_A_TIME);

  /** Asks for all, a few at a time; what is gone meanwhile is left out. */
  <A, T> void each(List<A> asks, Function<A, T> asking, Consumer<T> found) {
    try (ExecutorService some =
        Executors.newFixedThreadPool(AT_A_TIME, Thread.ofVirtual().factory())) {
      List<Future<T>> answers =
          asks.stream().map(ask -> some.submit(() -> inItsPlace(asking, ask))).toList();
      for (Future<T> answer : answers) {
        try {
          found.accept(answer.get());
        } catch (ExecutionException e) {
          if (e.getCause() instanceof Missing) {
            continue;
          }
          some.shutdownNow();
          throw e.getCause() instanceof RuntimeException known
              ? known
              : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
          some.shutdownNow();
          Thread.currentThread().interrupt();
          return;
        }
      }
    }
  }

  private <A, T> T inItsPlace(Function<A, T> asking, A ask) throws InterruptedException {
    places.acquire();
    try {
      return asking.apply(ask);
    } finally {
      places.release();
    }
  }
}
