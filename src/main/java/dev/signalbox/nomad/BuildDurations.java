package dev.signalbox.nomad;

import java.time.Duration;
import java.util.Optional;

/** Statistics of build durations, from the builds recorded by this installation. */
public interface BuildDurations {

  /** Returns the durations of similar builds; empty if too few are recorded. */
  Optional<Durations> durationsOf(Allocation build);

  /**
   * Percentiles of the run time.
   *
   * @param p50 the median
   * @param p95 the 95th percentile
   */
  record Durations(Duration p50, Duration p95) {}
}
