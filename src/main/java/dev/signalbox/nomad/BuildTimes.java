package dev.signalbox.nomad;

import java.time.Duration;
import java.util.Optional;

/** How long builds take here, by those that this installation has seen. */
public interface BuildTimes {

  /** What is known of builds like this one; empty where too few of them are. */
  Optional<Durations> of(Allocation build);

  /**
   * How long builds of a kind ran.
   *
   * @param half half of them took no longer
   * @param nearlyAll nineteen of twenty took no longer
   */
  record Durations(Duration half, Duration nearlyAll) {}
}
