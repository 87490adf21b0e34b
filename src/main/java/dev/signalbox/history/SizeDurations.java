package dev.signalbox.history;

import dev.signalbox.nomad.Resources;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Queue times or run times of builds of one size.
 *
 * @param all percentiles of the whole time range
 * @param steps percentiles by the start of each step that has builds
 */
public record SizeDurations(
    Resources size, BuildMeasure measure, Percentiles all, Map<Instant, Percentiles> steps) {

  /**
   * Percentiles with an error below 10%.
   *
   * @param builds number of builds
   * @param p50 the median
   * @param p95 the 95th percentile
   */
  public record Percentiles(long builds, Duration p50, Duration p95) {

    static Percentiles of(DurationHistogram histogram) {
      return new Percentiles(
          histogram.count(), histogram.percentile(0.5), histogram.percentile(0.95));
    }
  }
}
