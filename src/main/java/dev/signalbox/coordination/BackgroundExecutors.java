package dev.signalbox.coordination;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Creates executors for tasks whose result no request waits for. */
public final class BackgroundExecutors {

  private BackgroundExecutors() {}

  /**
   * Returns an executor with one virtual thread per task. Failures of tasks passed to {@code
   * execute} are logged as warnings, those of the database without their stack trace.
   */
  public static ExecutorService virtualThreads(Logger log) {
    return Executors.newThreadPerTaskExecutor(
        Thread.ofVirtual()
            .uncaughtExceptionHandler((thread, failure) -> log(log, failure))
            .factory());
  }

  private static void log(Logger log, Throwable failure) {
    if (failure instanceof DataAccessException || failure instanceof TransactionException) {
      log.warn("A background task failed: {}", failure.getMessage());
    } else {
      log.warn("A background task failed", failure);
    }
  }
}
