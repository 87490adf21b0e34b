package dev.signalbox.nomad.history;

import dev.signalbox.nomad.Resources;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * How long builds of one size waited or ran.
 *
 * @param all of the whole time
 * @param steps of each step in which there were any
 */
public record SizeTimes(Resources size, Measure measure, Times all, Map<Instant, Times> steps) {

  /**
   * How long builds took, to within a tenth.
   *
   * @param half half of them took no longer
   * @param nearlyAll nineteen of twenty took no longer
   */
  public record Times(long builds, Duration half, Duration nearlyAll) {

    static Times of(Buckets buckets) {
      return new Times(buckets.all(), buckets.noLongerThan(0.5), buckets.noLongerThan(0.95));
    }
  }
}
