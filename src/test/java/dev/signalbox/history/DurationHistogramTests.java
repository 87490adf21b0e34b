package dev.signalbox.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DurationHistogramTests {

  @Test
  void computesPercentilesWithAnErrorBelowTenPercent() {
    DurationHistogram histogram = new DurationHistogram();
    for (int second = 1; second <= 1000; second++) {
      histogram.add((int) Math.floor(4 * Math.log(second) / Math.log(2)), 1);
    }

    assertThat(histogram.percentile(0.5).toMillis()).isCloseTo(500_000L, withinPercentage(10));
    assertThat(histogram.percentile(0.95).toMillis()).isCloseTo(950_000L, withinPercentage(10));
  }

  @Test
  void interpolatesBelowOneSecond() {
    DurationHistogram histogram = new DurationHistogram();
    histogram.add(-1, 10);

    assertThat(histogram.percentile(0.5)).isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void alignsStepsToHoursAndIncludesTheCurrentOne() {
    Instant now = Instant.parse("2026-11-23T12:04:10Z");

    assertThat(TimeRange.DAY.steps(now))
        .hasSize(24)
        .startsWith(Instant.parse("2026-11-22T13:00:00Z"))
        .endsWith(Instant.parse("2026-11-23T12:00:00Z"));
    assertThat(TimeRange.WEEK.steps(now)).endsWith(Instant.parse("2026-11-23T12:00:00Z"));
    assertThat(TimeRange.QUARTER.steps(now))
        .hasSize(90)
        .endsWith(Instant.parse("2026-11-23T00:00:00Z"));
    assertThat(TimeRange.of("1y")).isEmpty();
  }
}
