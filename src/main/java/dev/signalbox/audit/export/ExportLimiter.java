package dev.signalbox.audit.export;

import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;

/**
 * Limits concurrent exports: per user across all instances, and in total per instance, which has
 * one database connection for each.
 */
@Component
class ExportLimiter {

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
