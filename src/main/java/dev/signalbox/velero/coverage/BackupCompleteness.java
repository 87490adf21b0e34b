package dev.signalbox.velero.coverage;

import dev.signalbox.velero.Backup;
import dev.signalbox.velero.SnapshotState;
import dev.signalbox.velero.TransferPhase;
import dev.signalbox.velero.VolumeBackup;
import dev.signalbox.velero.coverage.VolumeCoverage.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares the data of a finished backup with the volumes that it was expected to save. A backup
 * can be {@code Completed} although a volume failed or was left out.
 */
public sealed interface BackupCompleteness {

  /** All expected volumes have data. */
  record Complete() implements BackupCompleteness {}

  /** Volumes without data; never empty. */
  record Incomplete(List<MissingVolume> missing) implements BackupCompleteness {}

  /**
   * The contents can't be compared.
   *
   * @param reason full sentence
   */
  record NotComparable(String reason) implements BackupCompleteness {}

  /**
   * An expected volume without data.
   *
   * @param reason full sentence
   */
  record MissingVolume(String namespace, String claim, String reason) {}

  /**
   * Compares the volumes of a backup with the expected ones.
   *
   * @param expected volumes expected at the start; null if they are unknown
   * @param candidates volume backups; those of other backups are ignored
   */
  static BackupCompleteness compare(
      Backup backup, @Nullable List<ExpectedVolume> expected, List<VolumeBackup> candidates) {
    if (backup.state() != SnapshotState.COMPLETED && backup.state() != SnapshotState.PARTIAL) {
      return new NotComparable("The backup has not completed.");
    }
    List<VolumeBackup> volumes =
        candidates.stream().filter(volume -> volume.belongsTo(backup)).toList();
    List<MissingVolume> missing = new ArrayList<>(failed(volumes));
    missing.addAll(failedSnapshots(backup));
    if (expected == null) {
      return missing.isEmpty() ? withoutExpectedVolumes(backup, volumes) : new Incomplete(missing);
    }
    Set<String> claims =
        volumes.stream().map(VolumeBackup::pvcUid).collect(Collectors.toUnmodifiableSet());
    for (ExpectedVolume one : expected) {
      // a failed one is in the list already
      @Nullable String reason =
          !one.claimUid().isEmpty() && claims.contains(one.claimUid())
              ? null
              : missing(one, backup, volumes);
      if (reason != null) {
        missing.add(new MissingVolume(one.namespace(), one.claim(), reason));
      }
    }
    return missing.isEmpty() ? new Complete() : new Incomplete(List.copyOf(missing));
  }

  private static List<MissingVolume> failed(List<VolumeBackup> volumes) {
    return volumes.stream()
        .filter(volume -> !volume.hasData())
        .map(volume -> new MissingVolume(volume.namespace(), volume.volume(), outcome(volume)))
        .toList();
  }

  private static List<MissingVolume> failedSnapshots(Backup backup) {
    long failed =
        backup.status().volumeSnapshots().failed() + backup.status().csiVolumeSnapshots().failed();
    return failed == 0
        ? List.of()
        : List.of(
            new MissingVolume(
                "",
                failed == 1 ? "1 volume snapshot" : failed + " volume snapshots",
                "Velero attempted more volume snapshots than it completed."));
  }

  private static BackupCompleteness withoutExpectedVolumes(
      Backup backup, List<VolumeBackup> volumes) {
    if (Boolean.TRUE.equals(backup.spec().fsBackupByDefault()) && volumes.isEmpty()) {
      return new NotComparable(
          "The backup requested the files of all volumes, but contains no volume backup.");
    }
    return new NotComparable("Signalbox did not record which volumes were expected.");
  }

  private static @Nullable String missing(
      ExpectedVolume expected, Backup backup, List<VolumeBackup> volumes) {
    if (volumes.stream().anyMatch(volume -> matches(expected, volume))) {
      return null;
    }
    if (expected.method() == Method.FILE_SYSTEM) {
      return "Velero created no PodVolumeBackup for it. The usual cause is a node agent that was"
          + " not ready on the node of the pod "
          + expected.pod()
          + ".";
    }
    long snapshots =
        backup.status().volumeSnapshots().attempted()
            + backup.status().csiVolumeSnapshots().attempted();
    return snapshots == 0 ? "The backup contains no volume snapshot." : null;
  }

  private static boolean matches(ExpectedVolume expected, VolumeBackup volume) {
    if (!expected.namespace().equals(volume.namespace())) {
      return false;
    }
    if (!expected.claimUid().isEmpty() && !volume.pvcUid().isEmpty()) {
      return expected.claimUid().equals(volume.pvcUid());
    }
    if (volume.source() == VolumeBackup.Source.DATA_UPLOAD) {
      return expected.claim().equals(volume.volume());
    }
    // a Deployment may have replaced its pod before the volume was read
    return expected.volume().equals(volume.volume())
        && (expected.pod().equals(volume.podName())
            || VolumeBackup.workload(expected.pod()).equals(volume.workload()));
  }

  private static String outcome(VolumeBackup volume) {
    TransferPhase phase = volume.status().phase();
    String state = phase == TransferPhase.UNKNOWN ? volume.status().phaseText() : phase.text();
    String message = volume.status().message();
    return "The volume backup is " + state + (message.isEmpty() ? "." : ": " + message);
  }
}
