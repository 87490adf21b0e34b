package dev.signalbox.nomad.history;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * How long things took, counted in buckets of which each is a fifth wider than the one before, so
 * that what is told of them is off by less than a tenth.
 */
final class Buckets {

  private final TreeMap<Integer, Long> counts = new TreeMap<>();
  private long all;

  void add(int bucket, long number) {
    counts.merge(bucket, number, Long::sum);
    all += number;
  }

  long all() {
    return all;
  }

  /**
   * What such a share of all took no longer than; those of one bucket are taken as spread evenly.
   *
   * @throws IllegalStateException while there are none
   */
  Duration noLongerThan(double share) {
    double wanted = share * all;
    long below = 0;
    for (Map.Entry<Integer, Long> one : counts.entrySet()) {
      if (below + one.getValue() >= wanted) {
        double within = (wanted - below) / one.getValue();
        double from = begin(one.getKey());
        double until = begin(one.getKey() + 1);
        return Duration.ofMillis(Math.round(1000 * (from + within * (until - from))));
      }
      below += one.getValue();
    }
    throw new IllegalStateException("Nothing was counted.");
  }

  /** In seconds. */
  private static double begin(int bucket) {
    return bucket < 0 ? 0 : Math.pow(2, bucket / 4.0);
  }
}
