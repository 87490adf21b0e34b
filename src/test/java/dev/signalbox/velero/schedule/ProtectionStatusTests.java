package dev.signalbox.velero.schedule;

import static dev.signalbox.velero.VeleroJson.backup;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.velero.Backup;
import dev.signalbox.velero.schedule.ProtectionStatus.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProtectionStatusTests {

  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
  private static final Duration OBJECTIVE = Duration.ofHours(24);

  @ParameterizedTest
  @CsvSource({
    "2026-11-30T02:00:00Z, WITHIN, PT10H",
    "2026-11-29T12:00:00Z, WITHIN, PT24H",
    "2026-11-29T11:59:59Z, EXCEEDED, PT24H1S",
    "2026-11-30T12:05:00Z, WITHIN, PT0S",
  })
  void comparesTheAgeWithTheObjective(String start, Level level, Duration age) {
    ProtectionStatus status = of(backup("b", "Completed", start));

    assertThat(status.level()).isEqualTo(level);
    assertThat(status.age()).isEqualTo(age);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"PartiallyFailed", "Failed", "InProgress", "Finalizing", "Deleting", "Other", ""})
  void countsCompletedBackupsOnly(String phase) {
    assertThat(of(backup("b", phase, "2026-11-30T02:00:00Z")).level()).isEqualTo(Level.UNPROTECTED);
  }

  @Test
  void usesTheNewestCompleteBackup() {
    Backup good = backup("good", "Completed", "2026-11-28T12:00:00Z");
    Backup incomplete = backup("incomplete", "Completed", "2026-11-30T02:00:00Z");
    Backup older = backup("older", "Completed", "2026-11-27T12:00:00Z");

    ProtectionStatus status =
        ProtectionStatus.of(
            List.of(older, good, incomplete), backup -> !backup.equals(incomplete), OBJECTIVE, NOW);

    assertThat(status.lastGood()).isEqualTo(good);
    assertThat(status.level()).isEqualTo(Level.EXCEEDED);
  }

  private static ProtectionStatus of(Backup... backups) {
    return ProtectionStatus.of(List.of(backups), backup -> true, OBJECTIVE, NOW);
  }
}
