package dev.signalbox.nomad.logs;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** A virtual thread for each task, and one that waits for all who wait. */
@Component
class LogThreads implements Later {

  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("logs").factory());

  @Override
  public void now(Runnable task) {
    try {
      workers.execute(task);
    } catch (RejectedExecutionException e) {
      // the console ends, and the log with it
    }
  }

  @Override
  public void after(Duration wait, Runnable task) {
    try {
      ScheduledFuture<?> unused =
          clockwork.schedule(() -> now(task), wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      // the console ends
    }
  }

  @PreDestroy
  void stop() {
    clockwork.shutdownNow();
    workers.shutdownNow();
  }
}
