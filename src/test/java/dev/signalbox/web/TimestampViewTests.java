package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimestampViewTests {

  private static final Instant NOW = Instant.parse("2026-11-23T12:04:10Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  @ParameterizedTest
  @CsvSource({
    "PT0S,just now",
    "PT4.999S,just now",
    "PT5S,5 s ago",
    "PT59.999S,59 s ago",
    "PT1M,1 min ago",
    "PT59M59S,59 min ago",
    "PT1H,1 h ago",
    "PT23H59M59S,23 h ago",
    "P1D,1 d ago",
    "P400D,400 d ago"
  })
  void formatsPastTimes(Duration age, String text) {
    assertThat(TimestampView.of(NOW.minus(age), CLOCK).relative()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "PT4S,just now",
    "PT5S,in 5 s",
    "PT59S,in 59 s",
    "PT1M,in 1 min",
    "PT3H,in 3 h",
    "P2D,in 2 d"
  })
  void formatsFutureTimes(Duration delay, String text) {
    assertThat(TimestampView.of(NOW.plus(delay), CLOCK).relative()).isEqualTo(text);
  }

  @Test
  void formatsTheAbsoluteTimeInUtc() {
    TimestampView moment = TimestampView.of(Instant.parse("2026-03-01T02:03:04.567Z"), CLOCK);

    assertThat(moment.absolute()).isEqualTo("1 Mar 2026, 02:03:04 UTC");
    assertThat(moment.iso()).isEqualTo("2026-03-01T02:03:04.567Z");
  }

  @Test
  void returnsNullForNull() {
    assertThat(TimestampView.ofNullable(null, CLOCK)).isNull();
    assertThat(TimestampView.ofNullable(NOW, CLOCK)).isEqualTo(TimestampView.of(NOW, CLOCK));
  }

  @Test
  void formatsTheTimeOfDay() {
    assertThat(TimestampView.timeOfDay(NOW)).isEqualTo("12:04 UTC");
  }

  @ParameterizedTest
  @CsvSource({
    "PT-5S,0 s",
    "PT0S,0 s",
    "PT59.9S,59 s",
    "PT60S,1 min",
    "PT59M59S,59 min",
    "PT60M,1 h",
    "PT2H10M,2 h 10 min",
    "PT23H59M,23 h 59 min",
    "PT24H,1 d",
    "PT25H,1 d 1 h",
    "P6DT23H,6 d 23 h",
    "P7D,7 d",
    "P7DT5H,7 d"
  })
  void formatsDurationsInAtMostTwoUnits(Duration duration, String text) {
    assertThat(TimestampView.formatDuration(duration)).isEqualTo(text);
  }
}
