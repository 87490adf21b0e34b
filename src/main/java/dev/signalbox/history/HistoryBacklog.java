package dev.signalbox.history;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounded queue of records that are not written yet. While the database is unavailable it fills up;
 * records that exceed its capacity are dropped and counted, so that callers never block.
 */
final class HistoryBacklog {

  private final BlockingQueue<HistoryRecord> queue;
  private final AtomicLong lost = new AtomicLong();

  HistoryBacklog(int max) {
    this.queue = new ArrayBlockingQueue<>(max);
  }

  void add(HistoryRecord record) {
    if (!queue.offer(record)) {
      lost.incrementAndGet();
    }
  }

  /** Removes and returns the oldest records, at most {@code max}. */
  List<HistoryRecord> pollBatch(int max) {
    List<HistoryRecord> taken = new ArrayList<>();
    queue.drainTo(taken, max);
    return taken;
  }

  /** Counts records that the database rejected. */
  void countLost(int number) {
    lost.addAndGet(number);
  }

  long lost() {
    return lost.get();
  }
}
