package dev.signalbox.velero.progress;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Speed of a transfer over the last minute, from observed numbers of bytes. Not thread-safe.
 *
 * <p>Velero updates the numbers every few seconds, so the speed between two observations varies too
 * much.
 */
public final class TransferSpeed {

  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final Duration MIN_SPAN = Duration.ofSeconds(10);

  private final Deque<Sample> samples = new ArrayDeque<>();

  private record Sample(Instant at, long bytes) {}

  /** Records the number of transferred bytes. A decrease, after a retry, begins a new window. */
  public void observe(Instant at, long bytes) {
    if (!samples.isEmpty()) {
      Sample last = samples.getLast();
      if (!at.isAfter(last.at())) {
        return;
      }
      if (bytes < last.bytes()) {
        samples.clear();
      }
    }
    samples.addLast(new Sample(at, bytes));
    while (samples.size() > 2 && samples.getFirst().at().isBefore(at.minus(WINDOW))) {
      samples.removeFirst();
    }
  }

  /** Returns the bytes per second, or null if less than 10 s were observed. */
  public @Nullable Double bytesPerSecond() {
    if (samples.size() < 2) {
      return null;
    }
    Sample first = samples.getFirst();
    Sample last = samples.getLast();
    Duration span = Duration.between(first.at(), last.at());
    return span.compareTo(MIN_SPAN) < 0
        ? null
        : (last.bytes() - first.bytes()) * 1000.0 / span.toMillis();
  }
}
