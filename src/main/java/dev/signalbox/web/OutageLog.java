package dev.signalbox.web;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.stereotype.Component;

/**
 * Logs failures of the database in one line each, at most one per second: during an outage every
 * request fails for the same reason.
 */
@Component
public class OutageLog {

  private static final Logger log = LoggerFactory.getLogger(OutageLog.class);
  private static final long INTERVAL = TimeUnit.SECONDS.toNanos(1);

  private final AtomicLong nextLine = new AtomicLong(System.nanoTime());
  private final AtomicLong skipped = new AtomicLong();

  OutageLog() {}

  /** Logs the error id with the cause, unless a line was logged within the last second. */
  public void report(String errorId, Throwable failure) {
    long now = System.nanoTime();
    long next = nextLine.get();
    if (now - next < 0 || !nextLine.compareAndSet(next, now + INTERVAL)) {
      skipped.incrementAndGet();
      return;
    }
    Throwable cause = NestedExceptionUtils.getMostSpecificCause(failure);
    log.error(
        "Error {}: the database failed: {} ({} more since the last line)",
        errorId,
        String.valueOf(cause.getMessage()).replaceAll("\\p{Cntrl}+", " "),
        skipped.getAndSet(0));
  }
}
