package dev.signalbox.history;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * Histogram of durations with exponential buckets: the upper bound of each is 2^(1/4) times its
 * lower bound, so percentiles have an error below 10%.
 */
final class DurationHistogram {

  private final TreeMap<Integer, Long> counts = new TreeMap<>();
  private long count;

  void add(int bucket, long number) {
    counts.merge(bucket, number, Long::sum);
    count += number;
  }

  long count() {
    return count;
  }

  /**
   * Returns a percentile, interpolated linearly within its bucket.
   *
   * @param quantile from 0 to 1: 0.95 for p95
   * @throws IllegalStateException if the histogram is empty
   */
  Duration percentile(double quantile) {
    double rank = quantile * count;
    long below = 0;
    for (Map.Entry<Integer, Long> entry : counts.entrySet()) {
      if (below + entry.getValue() >= rank) {
        double fraction = (rank - below) / entry.getValue();
        double from = lowerBound(entry.getKey());
        double to = lowerBound(entry.getKey() + 1);
        return Duration.ofMillis(Math.round(1000 * (from + fraction * (to - from))));
      }
      below += entry.getValue();
    }
    throw new IllegalStateException("The histogram is empty.");
  }

  /** Returns the lower bound of a bucket in seconds. */
  private static double lowerBound(int bucket) {
    return bucket < 0 ? 0 : Math.pow(2, bucket / 4.0);
  }
}
