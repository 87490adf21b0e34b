package dev.signalbox.sandbox.nomad;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Buffers the last 100 batches of events and delivers them to subscriptions. */
final class EventBroker {

  static final int BATCHES = 100;

  record Batch(long number, long index, List<StreamEvent> events) {}

  /** Result of waiting for events: a batch, a timeout or the end of the subscription. */
  sealed interface Next {
    record Received(Batch batch) implements Next {}

    record TimedOut() implements Next {}

    record Ended(String reason) implements Next {}
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<Batch> batches = new ArrayDeque<>();
  private long published;
  private int generation;

  void publish(long index, List<StreamEvent> events) {
    if (events.isEmpty()) {
      return;
    }
    lock.lock();
    try {
      batches.add(new Batch(++published, index, List.copyOf(events)));
      if (batches.size() > BATCHES) {
        batches.remove();
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Ends every subscription, as a restart of the server does. The buffer is kept. */
  void disconnect() {
    lock.lock();
    try {
      generation++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Clears the buffer, as a restart or a long burst of events does. */
  void clear() {
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

  /** Returns the number of the batch before the one closest to the index, as Nomad defines it. */
  private long closest(long index) {
    long before = published;
    for (Batch batch : batches) {
      before = batch.number - 1;
      if (index <= batch.index) {
        return before;
      }
    }
    // the index is newer than all batches: Nomad sends the last one again
    return before;
  }

  final class Subscription {
    private final int startGeneration;
    private long last;

    private Subscription(int startGeneration, long last) {
      this.startGeneration = startGeneration;
      this.last = last;
    }

    Next next(long timeoutMillis) throws InterruptedException {
      long remaining = TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
      lock.lockInterruptibly();
      try {
        while (true) {
          if (startGeneration != generation) {
            return new Next.Ended("subscription closed by server, client should resubscribe");
          }
          @Nullable Batch batch = after(last);
          if (batch != null && batch.number > last + 1 && last > 0) {
            return new Next.Ended("event dropped from buffer");
          }
          if (batch != null) {
            last = batch.number;
            return new Next.Received(batch);
          }
          if (remaining <= 0) {
            return new Next.TimedOut();
          }
          remaining = changed.awaitNanos(remaining);
        }
      } finally {
        lock.unlock();
      }
    }

    private @Nullable Batch after(long number) {
      // starts with the newest batch, because most subscriptions are up to date
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
