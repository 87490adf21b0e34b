package dev.signalbox.drains;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlineChoiceTests {

  @ParameterizedTest
  @CsvSource({
    "45m, PT45M",
    "45 min, PT45M",
    "2h, PT2H",
    "1d12h, PT36H",
    "1 d 2 h 3 m, PT26H3M",
    "1440 m, PT24H",
    "12345m, PT12345M"
  })
  void parsesADuration(String text, Duration length) {
    assertThat(DeadlineChoice.parse(DeadlineChoice.CUSTOM, text))
        .isEqualTo(new DeadlineChoice(length));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "1x", "0m", "31d", "1h 1d", "m"})
  void rejectsOtherTexts(String text) {
    assertThat(DeadlineChoice.parse(DeadlineChoice.CUSTOM, text)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "1 ", "1"})
  void takesLinearTime(String part) {
    String text = "1d" + part.repeat(500_000) + "x";

    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> assertThat(DeadlineChoice.parse(DeadlineChoice.CUSTOM, text)).isNull());
  }
}
