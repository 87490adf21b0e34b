package dev.signalbox.snapshots.coverage;

import dev.signalbox.snapshots.coverage.VolumeCoverage.Method;
import dev.signalbox.snapshots.velero.Backup;
import dev.signalbox.snapshots.velero.SnapshotState;
import dev.signalbox.snapshots.velero.TransferPhase;
import dev.signalbox.snapshots.velero.VolumeBackup;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares the data of a finished backup with what it promised. A backup can be {@code Completed}
 * although a volume failed or was left out.
 */
public sealed interface BackupContents {

  /** All promised volumes have data. */
  record Complete() implements BackupContents {}

  /** Volumes without data; never empty. */
  record Incomplete(List<MissingVolume> missing) implements BackupContents {}

  /**
   * The contents can't be compared.
   *
   * @param reason full sentence
   */
  record NotComparable(String reason) implements BackupContents {}

  /**
   * A promised volume without data.
   *
   * @param reason full sentence
   */
  record MissingVolume(String namespace, String claim, String reason) {}

  /**
   * What is known about the volumes of a backup.
   *
   * @param promised volumes expected at the start; null if Signalbox didn't record them
   * @param volumes volume backups; those of other backups are ignored
   * @param snapshotted {@code namespace/claim} of successful snapshots from the file of volume
   *     infos; null if there is none (before Velero 1.13)
   */
  record Evidence(
      @Nullable List<PromisedVolume> promised,
      List<VolumeBackup> volumes,
      @Nullable Set<String> snapshotted) {}

  static BackupContents compare(Backup backup, Evidence evidence) {
    if (backup.state() != SnapshotState.OK && backup.state() != SnapshotState.PARTIAL) {
      return new NotComparable("The backup has not completed.");
    }
    List<VolumeBackup> volumes =
        evidence.volumes.stream().filter(volume -> volume.belongsTo(backup)).toList();
    List<MissingVolume> missing = new ArrayList<>(failed(volumes));
    if (evidence.promised == null) {
      return missing.isEmpty() ? withoutPromise(backup, volumes) : new Incomplete(missing);
    }
    for (PromisedVolume promise : evidence.promised) {
      @Nullable String reason = missing(promise, backup, volumes, evidence);
      if (reason != null) {
        missing.add(new MissingVolume(promise.namespace(), promise.claim(), reason));
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

  private static BackupContents withoutPromise(Backup backup, List<VolumeBackup> volumes) {
    if (Boolean.TRUE.equals(backup.spec().fsBackupByDefault()) && volumes.isEmpty()) {
      return new NotComparable(
          "The backup requested the files of all volumes, but contains no volume backup.");
    }
    return new NotComparable("Signalbox did not record which volumes were expected.");
  }

  private static @Nullable String missing(
      PromisedVolume promise, Backup backup, List<VolumeBackup> volumes, Evidence evidence) {
    @Nullable VolumeBackup found =
        volumes.stream().filter(volume -> matches(promise, volume)).findFirst().orElse(null);
    if (found != null) {
      // a failed one is in the list already
      return null;
    }
    if (promise.method() == Method.FILE_SYSTEM) {
      return "No PodVolumeBackup exists.";
    }
    if (evidence.snapshotted != null) {
      return evidence.snapshotted.contains(promise.namespace() + "/" + promise.claim())
          ? null
          : "No snapshot exists.";
    }
    long snapshots =
        backup.status().volumeSnapshots().attempted()
            + backup.status().csiVolumeSnapshots().attempted();
    return snapshots == 0 ? "The backup contains no volume snapshot." : null;
  }

  private static boolean matches(PromisedVolume promise, VolumeBackup volume) {
    if (!promise.namespace().equals(volume.namespace())) {
      return false;
    }
    if (!promise.claimUid().isEmpty() && !volume.pvcUid().isEmpty()) {
      return promise.claimUid().equals(volume.pvcUid());
    }
    if (volume.source() == VolumeBackup.Source.DATA_UPLOAD) {
      return promise.claim().equals(volume.volume());
    }
    // a Deployment may have replaced its pod before the volume was read
    return promise.volume().equals(volume.volume())
        && (promise.pod().equals(volume.podName())
            || workload(promise.pod()).equals(workload(volume.podName())));
  }

  /** Returns the name of a pod of a Deployment without the suffixes of its ReplicaSet and pod. */
  private static String workload(String pod) {
    return pod.replaceAll("-[a-z0-9]{5,10}-[a-z0-9]{5}$", "");
  }

  private static String outcome(VolumeBackup volume) {
    TransferPhase phase = volume.status().phase();
    String state = phase == TransferPhase.UNKNOWN ? volume.status().phaseText() : phase.text();
    String message = volume.status().message();
    return "The volume backup is " + state + (message.isEmpty() ? "." : ": " + message);
  }
}
