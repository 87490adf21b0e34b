package dev.signalbox.velero.coverage;

import static dev.signalbox.velero.VeleroJson.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.velero.Backup;
import dev.signalbox.velero.VolumeBackup;
import dev.signalbox.velero.coverage.BackupCompleteness.Complete;
import dev.signalbox.velero.coverage.BackupCompleteness.Incomplete;
import dev.signalbox.velero.coverage.BackupCompleteness.MissingVolume;
import dev.signalbox.velero.coverage.BackupCompleteness.NotComparable;
import dev.signalbox.velero.coverage.VolumeCoverage.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackupCompletenessTests {

  private static final Backup COMPLETED = backup("Completed", "");
  private static final ExpectedVolume FILES =
      new ExpectedVolume("app", "data-postgres-0", "c1", "postgres-0", "data", Method.FILE_SYSTEM);
  private static final ExpectedVolume SNAPSHOT =
      new ExpectedVolume("app", "data-redis-0", "", "", "", Method.SNAPSHOT);

  @Test
  void acceptsABackupWithAllExpectedVolumes() {
    assertThat(compare(COMPLETED, List.of(FILES), volume("u1", "c1", "Completed")))
        .isEqualTo(new Complete());
  }

  @Test
  void findsAnExpectedVolumeWithoutData() {
    assertThat(compare(COMPLETED, List.of(FILES)))
        .isEqualTo(
            missing(
                "data-postgres-0",
                "Velero created no PodVolumeBackup for it. The usual cause is a node agent that was"
                    + " not ready on the node of the pod postgres-0."));
  }

  @Test
  void ignoresVolumesOfAnOlderBackupOfTheSameName() {
    assertThat(compare(COMPLETED, List.of(FILES), volume("u0", "c1", "Completed")))
        .isInstanceOf(Incomplete.class);
  }

  @ParameterizedTest
  @CsvSource({"Failed", "Canceled", "InProgress", "New", "Strange"})
  void findsAFailedVolumeOfACompletedBackup(String phase) {
    assertThat(compare(COMPLETED, List.of(FILES), volume("u1", "c1", phase)))
        .isEqualTo(missing("data", "The volume backup is " + phase + ": no space"));
    assertThat(compare(COMPLETED, null, volume("u1", "c1", phase))).isInstanceOf(Incomplete.class);
  }

  @Test
  void matchesTheReplacedPodOfADeployment() {
    ExpectedVolume expected =
        new ExpectedVolume("app", "files", "", "web-5d8f7c9b4-abcde", "data", Method.FILE_SYSTEM);
    VolumeBackup volume =
        VolumeBackup.ofPodVolumeBackup(
            json(
                "{'metadata':{'labels':{'velero.io/backup-name':'b'}},'spec':{'pod':"
                    + "{'namespace':'app','name':'web-6c7d8e9f5-xyz12'},'volume':'data'},"
                    + "'status':{'phase':'Completed'}}"));

    assertThat(compare(COMPLETED, List.of(expected), volume)).isEqualTo(new Complete());
  }

  @Test
  void countsSnapshots() {
    assertThat(compare(COMPLETED, List.of(SNAPSHOT))).isInstanceOf(Incomplete.class);
    String attempted = ",'volumeSnapshotsAttempted':1";
    assertThat(
            compare(
                backup("Completed", attempted + ",'volumeSnapshotsCompleted':1"),
                List.of(SNAPSHOT)))
        .isEqualTo(new Complete());
    assertThat(compare(backup("Completed", attempted), null)).isInstanceOf(Incomplete.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "InProgress", "Failed", "Deleting", "Strange"})
  void comparesFinishedBackupsOnly(String phase) {
    assertThat(compare(backup(phase, ""), List.of(FILES))).isInstanceOf(NotComparable.class);
  }

  @Test
  void reportsABackupOfAllVolumesWithoutAny() {
    Backup backup =
        Backup.read(
            json("{'spec':{'defaultVolumesToFsBackup':true},'status':{'phase':'Completed'}}"));

    assertThat(compare(backup, null))
        .isEqualTo(
            new NotComparable(
                "The backup requested the files of all volumes, but contains no volume backup."));
  }

  private static BackupCompleteness compare(
      Backup backup, @Nullable List<ExpectedVolume> expected, VolumeBackup... volumes) {
    return BackupCompleteness.compare(backup, expected, List.of(volumes));
  }

  private static Incomplete missing(String claim, String reason) {
    return new Incomplete(List.of(new MissingVolume("app", claim, reason)));
  }

  private static Backup backup(String phase, String status) {
    return Backup.read(
        json(
            "{'metadata':{'name':'b','uid':'u1'},'status':{'phase':'%s'%s}}"
                .formatted(phase, status)));
  }

  private static VolumeBackup volume(String backupUid, String claimUid, String phase) {
    return VolumeBackup.ofPodVolumeBackup(
        json(
            ("{'metadata':{'labels':{'velero.io/backup-name':'b','velero.io/backup-uid':'%s',"
                    + "'velero.io/pvc-uid':'%s'}},'spec':{'pod':{'namespace':'app',"
                    + "'name':'postgres-0'},'volume':'data'},"
                    + "'status':{'phase':'%s','message':'no space'}}")
                .formatted(backupUid, claimUid, phase)));
  }
}
