package dev.signalbox.audit.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuditFilterTimeTests {

  @ParameterizedTest
  @CsvSource({
    "2026-11-30, 2026-11-30T00:00:00Z",
    "2026-11-30T12:04, 2026-11-30T12:04:00Z",
    "2026-11-30 12:04:05, 2026-11-30T12:04:05Z",
    "2026-11-30T12:04:05.123Z, 2026-11-30T12:04:05.123Z",
    "2026-11-30T12:04:05+02:00, 2026-11-30T10:04:05Z",
  })
  void readsDatesAndTimes(String text, Instant expected) {
    assertThat(AuditFilter.parseTime(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-11-31", "2026-02-29", "2026-13-01", "2026-11-30T24:00", "today"})
  void rejectsWhatIsNoDate(String text) {
    assertThat(AuditFilter.parseTime(text)).isNull();
  }

  @Test
  void acceptsALeapDay() {
    assertThat(AuditFilter.parseTime("2028-02-29")).isEqualTo("2028-02-29T00:00:00Z");
  }
}
