package dev.signalbox.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.velero.SnapshotProperties;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotSettingsTests {

  @Test
  void expectsASnapshotEachDayByDefault() {
    assertThat(TestEnvironment.complete().read(SnapshotProperties.class).objective())
        .isEqualTo(Duration.ofHours(24));
  }

  @ParameterizedTest
  @CsvSource({"12h,PT12H", "90m,PT90M", "7d,PT168H", "1h30m,PT90M", "1d12h,PT36H"})
  void readsTheObjective(String text, Duration expected) {
    assertThat(
            TestEnvironment.complete()
                .with("SIGNALBOX_SNAPSHOT_OBJECTIVE", text)
                .read(SnapshotProperties.class)
                .objective())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0h", "24", "1w", "-1h", "h", "12 h", "30s"})
  void rejectsAnInvalidObjective(String text) {
    assertThat(TestEnvironment.complete().with("SIGNALBOX_SNAPSHOT_OBJECTIVE", text).violations())
        .singleElement()
        .returns("SIGNALBOX_SNAPSHOT_OBJECTIVE", violation -> violation.variable());
  }
}
