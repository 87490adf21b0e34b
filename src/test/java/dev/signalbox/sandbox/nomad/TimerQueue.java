package dev.signalbox.sandbox.nomad;

import java.time.Clock;
import java.time.Instant;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Actions scheduled for a time of the clock. They run in order, each at its scheduled time. */
final class TimerQueue {

  private record ScheduledAction(Instant at, long number, Runnable action)
      implements Comparable<ScheduledAction> {
    @Override
    public int compareTo(ScheduledAction other) {
      int order = at.compareTo(other.at);
      return order != 0 ? order : Long.compare(number, other.number);
    }
  }

  private final Clock clock;
  private final PriorityQueue<ScheduledAction> timers = new PriorityQueue<>();
  private volatile @Nullable Instant overriddenTime;
  private long scheduled;

  TimerQueue(Clock clock) {
    this.clock = clock;
  }

  /** Returns the scheduled time while an action runs, otherwise the time of the clock. */
  Instant now() {
    @Nullable Instant time = overriddenTime;
    return time == null ? clock.instant() : time;
  }

  boolean add(Instant when, Runnable action) {
    return timers.add(new ScheduledAction(when, scheduled++, action));
  }

  void clear() {
    timers.clear();
  }

  /** Runs an action as if it were another time. */
  boolean runAsOf(Instant time, Runnable action) {
    @Nullable Instant before = overriddenTime;
    overriddenTime = time;
    try {
      action.run();
      return true;
    } finally {
      overriddenTime = before;
    }
  }

  /** Runs the actions that are due. Returns whether there were any. */
  boolean runDue() {
    Instant now = now();
    boolean ran = false;
    while (true) {
      @Nullable ScheduledAction next = timers.peek();
      if (next == null || next.at.isAfter(now)) {
        return ran;
      }
      timers.remove(next);
      ran = runAsOf(next.at, next.action);
    }
  }
}
