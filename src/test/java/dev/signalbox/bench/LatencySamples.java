package dev.signalbox.bench;

import java.util.Arrays;
import java.util.Locale;

/** Sorted latencies of requests, in nanoseconds. */
final class LatencySamples {

  private final long[] sorted;

  LatencySamples(long[] measured) {
    sorted = Arrays.stream(measured).sorted().toArray();
  }

  int count() {
    return sorted.length;
  }

  double percentile(double percent) {
    int rank = (int) Math.ceil(percent / 100 * sorted.length);
    return sorted[Math.max(0, rank - 1)] / 1e6;
  }

  /** Returns p50, p95 and p99 in milliseconds as table cells. */
  String cells() {
    return String.format(
        Locale.ROOT, "%.1f | %.1f | %.1f", percentile(50), percentile(95), percentile(99));
  }
}
