package dev.signalbox.sandbox.nomad;

import java.time.Clock;
import java.time.Instant;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** What is to be done when the clock has come to some moment; in order, each at its own moment. */
final class Timers {

  private record Timer(Instant at, long number, Runnable act) implements Comparable<Timer> {
    @Override
    public int compareTo(Timer other) {
      int order = at.compareTo(other.at);
      return order != 0 ? order : Long.compare(number, other.number);
    }
  }

  private final Clock clock;
  private final PriorityQueue<Timer> timers = new PriorityQueue<>();
  private volatile @Nullable Instant playing;
  private long made;

  Timers(Clock clock) {
    this.clock = clock;
  }

  /** While something that was due is done, the moment when it was. */
  Instant now() {
    @Nullable Instant moment = playing;
    return moment == null ? clock.instant() : moment;
  }

  boolean add(Instant when, Runnable act) {
    return timers.add(new Timer(when, made++, act));
  }

  void clear() {
    timers.clear();
  }

  /** Does something as if it were another moment. */
  boolean asOf(Instant moment, Runnable act) {
    @Nullable Instant before = playing;
    playing = moment;
    try {
      act.run();
      return true;
    } finally {
      playing = before;
    }
  }

  /** Does what is due, and answers whether anything was. */
  boolean run() {
    Instant now = now();
    boolean any = false;
    while (true) {
      @Nullable Timer next = timers.peek();
      if (next == null || next.at.isAfter(now)) {
        return any;
      }
      timers.remove(next);
      any = asOf(next.at, next.act);
    }
  }
}
