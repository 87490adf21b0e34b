package dev.signalbox.restores;

import static dev.signalbox.velero.VeleroJson.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.restores.RestoreCheck.Level;
import dev.signalbox.velero.Backup;
import dev.signalbox.velero.state.FixedVelero;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnapshotChecksTests {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-30T12:00:00Z"), ZoneOffset.UTC);

  private final FixedVelero velero = new FixedVelero(CLOCK, Duration.ofHours(24));

  @Test
  void blocksTheRestoreOfASnapshotWhoseLocationWasDeleted() {
    assertThat(check("Storage location", backup("Completed", "", "")))
        .isEqualTo(
            RestoreCheck.blocked(
                "Storage location",
                "The location default does not exist.",
                "Create it again with the same bucket and prefix."));
  }

  @ParameterizedTest
  @CsvSource({
    "Unavailable, BLOCKED, The location default is Unavailable.",
    "'', BLOCKED, The location default is not validated yet.",
    "Available, OK, The location default is Available.",
  })
  void readsFromAvailableLocationsOnly(String phase, Level level, String finding) {
    velero.location(phase);

    RestoreCheck check = check("Storage location", backup("Completed", "", ""));
    assertThat(check.level()).isEqualTo(level);
    assertThat(check.finding()).isEqualTo(finding);
  }

  @ParameterizedTest
  @CsvSource({
    "Completed, OK",
    "PartiallyFailed, WARNING",
    "'', BLOCKED",
    "InProgress, BLOCKED",
    "Failed, BLOCKED",
    "Deleting, BLOCKED",
    "Teleporting, BLOCKED",
  })
  void acceptsSnapshotsThatHaveEndedOnly(String phase, Level level) {
    assertThat(check("Snapshot", backup(phase, "", "")).level()).isEqualTo(level);
  }

  @Test
  void warnsOfASnapshotOfAnotherCluster() {
    Backup backup = backup("Completed", "", "'velero.io/source-cluster-k8s-minor-version':'33'");

    assertThat(check("Cluster", backup))
        .returns(Level.WARNING, RestoreCheck::level)
        .returns(
            "It was taken in another cluster, on a newer Kubernetes than this one.",
            RestoreCheck::finding);
  }

  @ParameterizedTest
  @CsvSource({"2026-11-30T11:59:59Z, BLOCKED", "2026-11-30T23:00:00Z, WARNING"})
  void readsTheExpiry(String expiration, Level level) {
    Backup backup = backup("Completed", ",'expiration':'" + expiration + "'", "");

    assertThat(check("Expiry", backup).level()).isEqualTo(level);
  }

  private RestoreCheck check(String title, Backup backup) {
    return new SnapshotChecks(velero.state().inventory(), velero.state().caches(), "v1.31.2")
        .of(backup, "ci").stream()
            .filter(check -> check.title().equals(title))
            .findFirst()
            .orElseThrow();
  }

  private static Backup backup(String phase, String status, String annotations) {
    return Backup.read(
        json(
            ("{'metadata':{'name':'b','uid':'u','annotations':{%s}},"
                    + "'spec':{'storageLocation':'default','includedNamespaces':['ci']},"
                    + "'status':{'phase':'%s'%s}}")
                .formatted(annotations, phase, status)));
  }
}
