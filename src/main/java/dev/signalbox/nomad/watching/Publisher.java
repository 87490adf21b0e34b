package dev.signalbox.nomad.watching;

import dev.signalbox.nomad.ClusterView;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes views of the book, not more than one in {@link #REST} and only when something changed, and
 * has open pages look at each at once.
 */
final class Publisher {

  private static final Duration REST = Duration.ofMillis(600);

  private final Workplace at;
  private final Consumer<ClusterView> listeners;
  private final Runnable pages;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition published = lock.newCondition();
  private @Nullable Duration lastView;
  private @Nullable Duration lastNotice;
  private long version;
  private volatile ClusterView view = ClusterView.EMPTY;
  private volatile long shown;

  /**
   * @param listeners hears of each view
   * @param pages has open pages look again
   */
  Publisher(Workplace at, Consumer<ClusterView> listeners, Runnable pages) {
    this.at = at;
    this.listeners = listeners;
    this.pages = pages;
  }

  ClusterView view() {
    return view;
  }

  /** Shows what the book has come to, now or as soon as it may. */
  void show() {
    boolean worth = at.confidence().takeWorthTelling();
    if (!at.book().changed()) {
      shown(at.book().applied());
    } else if (left(lastView, REST).isZero()) {
      showView();
      lastNotice = null;
      worth = true;
    } else if (!at.desk().awaits(Alarm.PUBLISH)) {
      // the round of work at whose end this is called does it
      at.desk().in(Alarm.PUBLISH, left(lastView, REST), () -> {});
    }
    if (worth) {
      tellPages();
    }
  }

  /** Tells pages how far the view can be trusted, while there is no new one. */
  void showTrust() {
    if (at.confidence().takeWorthTelling()) {
      tellPages();
    }
  }

  private void showView() {
    lastView = at.desk().now();
    ClusterView next = at.book().view(++version);
    next.makeAhead(view);
    view = next;
    shown(at.book().applied());
    listeners.accept(next);
  }

  private void tellPages() {
    if (left(lastNotice, REST).isZero()) {
      lastNotice = at.desk().now();
      at.desk().cancel(Alarm.TELL);
      pages.run();
    } else if (!at.desk().awaits(Alarm.TELL)) {
      at.desk().in(Alarm.TELL, left(lastNotice, REST), this::tellPages);
    }
  }

  /** How much of a rest is left since the last time. */
  private Duration left(@Nullable Duration last, Duration rest) {
    if (last == null) {
      return Duration.ZERO;
    }
    Duration left = rest.minus(at.desk().now().minus(last));
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** The index belongs to the book, so it goes back with it. */
  private void shown(long index) {
    if (index != shown) {
      lock.lock();
      try {
        shown = index;
        published.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  /** Waits until the view holds everything up to an index; from any thread but the desk's. */
  boolean awaits(long index, Duration atMost) {
    long left = atMost.toNanos();
    lock.lock();
    try {
      while (shown < index && left > 0) {
        left = published.awaitNanos(left);
      }
      return shown >= index;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }
}
