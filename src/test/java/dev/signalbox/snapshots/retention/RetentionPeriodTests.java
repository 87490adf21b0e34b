package dev.signalbox.snapshots.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.snapshots.retention.RetentionPeriod.Unit;
import dev.signalbox.velero.GoDuration;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetentionPeriodTests {

  @ParameterizedTest
  @CsvSource({
    "1, MONTHS, 720h0m0s",
    "7, DAYS, 168h0m0s",
    "2, WEEKS, 336h0m0s",
    "1, YEARS, 8766h0m0s",
    "100, YEARS, 876600h0m0s",
  })
  void convertsToDurationsOfVelero(int amount, Unit unit, String duration) {
    assertThat(GoDuration.format(new RetentionPeriod(amount, unit).toDuration()))
        .isEqualTo(duration);
  }

  @ParameterizedTest
  @CsvSource({
    "720, 1, MONTHS",
    "168, 1, WEEKS",
    "240, 10, DAYS",
    "2424, 101, DAYS",
    "8760, 365, DAYS",
    "8766, 1, YEARS"
  })
  void readsDurationsInTheLargestUnit(long hours, int amount, Unit unit) {
    assertThat(RetentionPeriod.of(Duration.ofHours(hours)))
        .isEqualTo(new RetentionPeriod(amount, unit));
  }

  @ParameterizedTest
  @EnumSource(Unit.class)
  void keepsTheLengthOfEachUnit(Unit unit) {
    for (int amount = 1; amount <= 100; amount++) {
      RetentionPeriod period = new RetentionPeriod(amount, unit);

      assertThat(RetentionPeriod.of(period.toDuration()))
          .isNotNull()
          .returns(period.toDuration(), RetentionPeriod::toDuration);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT1H", "PT36H", "PT-24H", "PT24H0.001S"})
  void readsWholeDaysOnly(Duration duration) {
    assertThat(RetentionPeriod.of(duration)).isNull();
  }

  @Test
  void limitsTheAmount() {
    for (Unit unit : Unit.values()) {
      for (int amount : new int[] {0, -1, unit.max() + 1}) {
        assertThatThrownBy(() -> new RetentionPeriod(amount, unit))
            .isInstanceOf(IllegalArgumentException.class);
      }
    }
  }
}
