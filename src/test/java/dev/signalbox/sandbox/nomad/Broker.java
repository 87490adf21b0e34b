package dev.signalbox.sandbox.nomad;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The last hundred batches of events, for whoever listens. */
final class Broker {

  static final int BATCHES = 100;

  record Batch(long number, long index, List<Happening> happenings) {}

  /** What a listener gets: a batch, nothing for so long, or the end. */
  sealed interface Next {
    record Heard(Batch batch) implements Next {}

    record Silence() implements Next {}

    record Ended(String why) implements Next {}
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<Batch> batches = new ArrayDeque<>();
  private long published;
  private int generation;

  void publish(long index, List<Happening> happenings) {
    if (happenings.isEmpty()) {
      return;
    }
    lock.lock();
    try {
      batches.add(new Batch(++published, index, List.copyOf(happenings)));
      if (batches.size() > BATCHES) {
        batches.remove();
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Ends every subscription, as a restart of the server does; what is buffered stays. */
  void disconnect() {
    lock.lock();
    try {
      generation++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Has the buffer forget everything, as after a restart or a long burst. */
  void forget() {
    lock.lock();
    try {
      batches.clear();
    } finally {
      lock.unlock();
    }
  }

  Subscription subscribe(long index) {
    lock.lock();
    try {
      return new Subscription(generation, closest(index));
    } finally {
      lock.unlock();
    }
  }

  /** The number of the batch before the one that the servers call closest to the index. */
  private long closest(long index) {
    long before = published;
    for (Batch batch : batches) {
      before = batch.number - 1;
      if (index <= batch.index) {
        return before;
      }
    }
    // newer than all: the last one comes again
    return before;
  }

  final class Subscription {
    private final int born;
    private long last;

    private Subscription(int born, long last) {
      this.born = born;
      this.last = last;
    }

    Next next(long patienceMillis) throws InterruptedException {
      long left = TimeUnit.MILLISECONDS.toNanos(patienceMillis);
      lock.lockInterruptibly();
      try {
        while (true) {
          if (born != generation) {
            return new Next.Ended("subscription closed by server, client should resubscribe");
          }
          @Nullable Batch batch = after(last);
          if (batch != null && batch.number > last + 1 && last > 0) {
            return new Next.Ended("event dropped from buffer");
          }
          if (batch != null) {
            last = batch.number;
            return new Next.Heard(batch);
          }
          if (left <= 0) {
            return new Next.Silence();
          }
          left = changed.awaitNanos(left);
        }
      } finally {
        lock.unlock();
      }
    }

    private @Nullable Batch after(long number) {
      // from the newest, since listeners are usually at the end
      List<Batch> newer = new ArrayList<>(2);
      for (var all = batches.descendingIterator(); all.hasNext(); ) {
        Batch batch = all.next();
        if (batch.number <= number) {
          break;
        }
        newer.add(batch);
      }
      return newer.isEmpty() ? null : newer.getLast();
    }
  }
}
