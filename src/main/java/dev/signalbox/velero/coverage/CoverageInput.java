package dev.signalbox.velero.coverage;

import dev.signalbox.velero.BackupSpec;
import dev.signalbox.velero.NodeAgent;
import java.util.List;
import java.util.Set;

/**
 * Objects that decide which volumes a backup saves.
 *
 * @param snapshotStorageClasses storage classes whose volumes Velero can snapshot: with a labeled
 *     VolumeSnapshotClass or a plugin and a VolumeSnapshotLocation
 */
public record CoverageInput(
    BackupSpec spec,
    Set<String> snapshotStorageClasses,
    List<VolumeClaim> claims,
    List<PodVolumes> pods,
    List<NodeAgent> agents) {

  boolean savesAllVolumes() {
    return Boolean.TRUE.equals(spec.fsBackupByDefault());
  }

  boolean canSnapshot(VolumeClaim claim) {
    return !Boolean.FALSE.equals(spec.snapshotVolumes())
        && snapshotStorageClasses.contains(claim.storageClass());
  }
}
