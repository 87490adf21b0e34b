package dev.signalbox.bench;

import java.util.Arrays;
import java.util.Locale;

/** Sorted durations of one kind of request, in nanoseconds. */
final class Latencies {

  private final long[] sorted;

  Latencies(long[] measured) {
    sorted = Arrays.stream(measured).sorted().toArray();
  }

  int count() {
    return sorted.length;
  }

  double percentile(double percent) {
    int rank = (int) Math.ceil(percent / 100 * sorted.length);
    return sorted[Math.max(0, rank - 1)] / 1e6;
  }

  /** The middle, the slow twentieth and the slowest hundredth, as cells of a table. */
  String cells() {
    return String.format(
        Locale.ROOT, "%.1f | %.1f | %.1f", percentile(50), percentile(95), percentile(99));
  }
}
