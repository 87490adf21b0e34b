package dev.signalbox.nomad.informer;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A single-threaded event loop with timers. All mutable state of this package is confined to its
 * thread. The queue is bounded: {@link #trySubmit} returns false when it is full.
 */
final class EventLoop {

  private static final int QUEUE_CAPACITY = 4_096;
  private static final Duration MAX_IDLE = Duration.ofSeconds(10);

  private final LongSupplier nanos;
  private final Duration maxIdle;
  private final BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>(QUEUE_CAPACITY);
  private final Map<TimerId, Due> timers = new EnumMap<>(TimerId.class);
  private Runnable afterEachRound = () -> {};

  /**
   * @param nanos a monotonic clock such as {@link System#nanoTime}, because the system time may be
   *     set back
   */
  EventLoop(LongSupplier nanos) {
    this(nanos, MAX_IDLE);
  }

  /**
   * @param maxIdle after how long without work timers are checked, for a clock that does not run
   *     like that of the machine
   */
  EventLoop(LongSupplier nanos, Duration maxIdle) {
    this.nanos = nanos;
    this.maxIdle = maxIdle;
  }

  /** Monotonic time. */
  Duration now() {
    return Duration.ofNanos(nanos.getAsLong());
  }

  void afterEachRound(Runnable work) {
    afterEachRound = work;
  }

  /** Submits a task without blocking, from any thread; false if the queue is full. */
  boolean trySubmit(Runnable work) {
    return queue.offer(work);
  }

  /**
   * Submits a task and blocks while the queue is full. Must not be called by the event-loop thread.
   * An interrupt drops the task.
   */
  void submit(Runnable work) {
    try {
      queue.put(work);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Schedules a task, replacing the one scheduled for this timer. */
  void schedule(TimerId id, Duration delay, Runnable work) {
    timers.put(id, new Due(now().plus(delay), work));
  }

  void cancel(TimerId... ids) {
    for (TimerId id : ids) {
      timers.remove(id);
    }
  }

  boolean isScheduled(TimerId id) {
    return timers.containsKey(id);
  }

  /** Runs all queued and due tasks, including those they submit. */
  void runPending() {
    boolean busy = true;
    while (busy) {
      busy = false;
      for (@Nullable Runnable work = queue.poll(); work != null; work = queue.poll()) {
        work.run();
        busy = true;
      }
      for (Runnable work : pollDue()) {
        work.run();
        busy = true;
      }
    }
    afterEachRound.run();
  }

  void runUntilInterrupted() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        @Nullable Runnable first = queue.poll(idleTime().toMillis(), TimeUnit.MILLISECONDS);
        if (first != null) {
          first.run();
        }
        runPending();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Duration idleTime() {
    Duration now = now();
    return timers.values().stream()
        .map(due -> due.at().minus(now))
        .reduce(maxIdle, (one, other) -> one.compareTo(other) <= 0 ? one : other);
  }

  private List<Runnable> pollDue() {
    Duration now = now();
    List<Map.Entry<TimerId, Due>> due =
        timers.entrySet().stream()
            .filter(entry -> entry.getValue().at().compareTo(now) <= 0)
            .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
            .toList();
    due.forEach(entry -> timers.remove(entry.getKey()));
    return due.stream().map(entry -> entry.getValue().work()).toList();
  }

  private record Due(Duration at, Runnable work) {}
}
