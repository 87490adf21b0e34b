package dev.signalbox.snapshots.backups;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.snapshots.retention.RetentionPeriod;
import dev.signalbox.snapshots.retention.RetentionPeriod.Unit;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RetentionFieldsTests {

  /** The first save of KOTS fails because its default is none of its choices. */
  @Test
  void offersEveryUnitThatIsADefaultOrCanBeSaved() {
    assertThat(RetentionFields.choices().keySet())
        .containsExactlyInAnyOrderElementsOf(Arrays.stream(Unit.values()).map(Unit::name).toList());
    assertThat(RetentionFields.choices())
        .containsKey(RetentionFields.period(null, null).unit().name());
  }

  @Test
  void replacesInvalidValuesByOneMonth() {
    assertThat(RetentionFields.period(0, "fortnights"))
        .isEqualTo(new RetentionPeriod(1, Unit.MONTHS));
    assertThat(RetentionFields.period(2, "weeks")).isEqualTo(new RetentionPeriod(2, Unit.WEEKS));
  }

  @Test
  void describesPeriodsInWords() {
    assertThat(RetentionFields.describe(new RetentionPeriod(1, Unit.MONTHS))).isEqualTo("1 month");
    assertThat(RetentionFields.describe(new RetentionPeriod(2, Unit.WEEKS))).isEqualTo("2 weeks");
  }
}
