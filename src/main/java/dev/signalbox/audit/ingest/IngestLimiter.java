package dev.signalbox.audit.ingest;

import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;

/** Limits concurrent ingestion; each request holds its body and a database connection. */
@Component
class IngestLimiter {

  private static final int MAX_CONCURRENT = 4;

  private final Semaphore slots = new Semaphore(MAX_CONCURRENT);

  boolean tryAcquire() {
    return slots.tryAcquire();
  }

  void release() {
    slots.release();
  }
}
