package dev.signalbox.nomad.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BucketsTests {

  @Test
  void tellsShareAndTimeToWithinATenth() {
    Buckets buckets = new Buckets();
    for (int second = 1; second <= 1000; second++) {
      buckets.add((int) Math.floor(4 * Math.log(second) / Math.log(2)), 1);
    }

    assertThat(buckets.noLongerThan(0.5).toMillis()).isCloseTo(500_000L, withinPercentage(10));
    assertThat(buckets.noLongerThan(0.95).toMillis()).isCloseTo(950_000L, withinPercentage(10));
  }

  @Test
  void whatTookLessThanASecondStaysBelowOne() {
    Buckets buckets = new Buckets();
    buckets.add(-1, 10);

    assertThat(buckets.noLongerThan(0.5)).isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void stepsBeginAtFullHoursAndTheLastIsNotOver() {
    Instant now = Instant.parse("2026-11-23T12:04:10Z");

    assertThat(Span.DAY.steps(now))
        .hasSize(24)
        .startsWith(Instant.parse("2026-11-22T13:00:00Z"))
        .endsWith(Instant.parse("2026-11-23T12:00:00Z"));
    assertThat(Span.WEEK.steps(now)).endsWith(Instant.parse("2026-11-23T12:00:00Z"));
    assertThat(Span.QUARTER.steps(now)).hasSize(90).endsWith(Instant.parse("2026-11-23T00:00:00Z"));
    assertThat(Span.named("a week or so")).isEqualTo(Span.DAY);
  }
}
