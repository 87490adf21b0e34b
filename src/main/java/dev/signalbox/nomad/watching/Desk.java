package dev.signalbox.nomad.watching;

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
 * The work of the one thread that everything here belongs to: what others hand in, and what is due.
 * A reader of events hands in and goes on reading; when the desk is thousands behind it is told no.
 */
final class Desk {

  private static final int MOST = 4_096;
  private static final Duration LONGEST_REST = Duration.ofSeconds(10);

  private final LongSupplier nanos;
  private final BlockingQueue<Runnable> inbox = new LinkedBlockingQueue<>(MOST);
  private final Map<Alarm, Due> alarms = new EnumMap<>(Alarm.class);
  private Runnable afterwards = () -> {};

  /**
   * @param nanos as {@link System#nanoTime} counts them: rests are no matter of the time of day,
   *     which somebody may set back
   */
  Desk(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** The time on a watch that began somewhere; good for differences only. */
  Duration now() {
    return Duration.ofNanos(nanos.getAsLong());
  }

  /** What is done after each round of work. */
  void afterwards(Runnable work) {
    afterwards = work;
  }

  /** Hands in without waiting; from any thread. */
  boolean offer(Runnable work) {
    return inbox.offer(work);
  }

  /**
   * Hands in, waiting for room; from any thread but the desk's. One that is interrupted drops it.
   */
  void put(Runnable work) {
    try {
      inbox.put(work);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Does it after this time, instead of what was to be done by this alarm. */
  void in(Alarm alarm, Duration time, Runnable work) {
    alarms.put(alarm, new Due(now().plus(time), work));
  }

  void cancel(Alarm... these) {
    for (Alarm alarm : these) {
      alarms.remove(alarm);
    }
  }

  boolean awaits(Alarm alarm) {
    return alarms.containsKey(alarm);
  }

  /** Does all that is here and due, and what comes of it. */
  void work() {
    boolean busy = true;
    while (busy) {
      busy = false;
      for (@Nullable Runnable work = inbox.poll(); work != null; work = inbox.poll()) {
        work.run();
        busy = true;
      }
      for (Runnable work : takeDue()) {
        work.run();
        busy = true;
      }
    }
    afterwards.run();
  }

  void workUntilInterrupted() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        @Nullable Runnable first = inbox.poll(rest().toMillis(), TimeUnit.MILLISECONDS);
        if (first != null) {
          first.run();
        }
        work();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Duration rest() {
    Duration now = now();
    return alarms.values().stream()
        .map(due -> due.at().minus(now))
        .reduce(LONGEST_REST, (one, other) -> one.compareTo(other) <= 0 ? one : other);
  }

  private List<Runnable> takeDue() {
    Duration now = now();
    List<Map.Entry<Alarm, Due>> due =
        alarms.entrySet().stream()
            .filter(alarm -> alarm.getValue().at().compareTo(now) <= 0)
            .map(alarm -> Map.entry(alarm.getKey(), alarm.getValue()))
            .toList();
    due.forEach(alarm -> alarms.remove(alarm.getKey()));
    return due.stream().map(alarm -> alarm.getValue().work()).toList();
  }

  private record Due(Duration at, Runnable work) {}
}
