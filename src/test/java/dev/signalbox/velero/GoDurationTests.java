package dev.signalbox.velero;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoDurationTests {

  @ParameterizedTest
  @CsvSource({
    "720h0m0s, PT720H",
    "0s, PT0S",
    "0, PT0S",
    "-0, PT0S",
    "1h30m, PT1H30M",
    "1.5h, PT1H30M",
    ".5s, PT0.5S",
    "1.s, PT1S",
    "90m, PT1H30M",
    "30m1h, PT1H30M",
    "100ms, PT0.1S",
    "1us, PT0.000001S",
    "1µs, PT0.000001S",
    "1μs, PT0.000001S",
    "3ns, PT0.000000003S",
    "0.5ns, PT0S",
    "-5m, PT-5M",
    "+5m, PT5M",
    "2562047h, PT2562047H",
  })
  void parsesLikeGo(String text, Duration expected) {
    assertThat(GoDuration.parse(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "30d",
        "1w",
        "1h 30m",
        "h",
        "1",
        "1.5",
        "-",
        "+",
        ".s",
        "1e3s",
        "--1h",
        "1H",
        "2562048h",
        "99999999999999999999h",
        "720h0m0s ",
        "١h"
      })
  void rejectsWhatGoRejects(String text) {
    assertThat(GoDuration.parse(text)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "PT720H, 720h0m0s",
    "PT0S, 0s",
    "PT1M, 1m0s",
    "PT1M30S, 1m30s",
    "PT1.5S, 1.5s",
    "PT10S, 10s",
    "PT1H0M0.25S, 1h0m0.25s",
    "PT0.25S, 250ms",
    "PT0.0015S, 1.5ms",
    "PT0.0000015S, 1.5µs",
    "PT0.000000003S, 3ns",
    "PT-5M, -5m0s",
    "PT100H, 100h0m0s",
  })
  void formatsLikeGo(Duration duration, String expected) {
    assertThat(GoDuration.format(duration)).isEqualTo(expected);
    assertThat(GoDuration.parse(expected)).isEqualTo(duration);
  }
}
