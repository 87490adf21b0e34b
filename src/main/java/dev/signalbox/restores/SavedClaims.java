package dev.signalbox.restores;

import dev.signalbox.velero.Backup;
import dev.signalbox.velero.VolumeBackup;
import dev.signalbox.velero.coverage.ExpectedVolume;
import dev.signalbox.velero.coverage.ExpectedVolumesAnnotation;
import dev.signalbox.velero.coverage.PodVolumes;
import dev.signalbox.velero.coverage.VolumeClaim;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the volume claims whose data is in a snapshot. */
final class SavedClaims {

  private SavedClaims() {}

  /**
   * Returns the names of the claims.
   *
   * @param volumes the volume backups of the snapshot
   * @param pods the pods now, for snapshots that don't name the claims
   */
  static Set<String> of(
      Backup backup, List<VolumeBackup> volumes, List<PodVolumes> pods, List<VolumeClaim> claims) {
    List<VolumeBackup> saved = volumes.stream().filter(VolumeBackup::hasData).toList();
    Set<String> names = new HashSet<>();
    for (VolumeBackup volume : saved) {
      if (volume.source() == VolumeBackup.Source.DATA_UPLOAD) {
        names.add(volume.volume());
      }
      claims.stream()
          .filter(
              claim -> !volume.pvcUid().isEmpty() && claim.metadata().uid().equals(volume.pvcUid()))
          .map(VolumeClaim::name)
          .forEach(names::add);
      pods.stream()
          .filter(pod -> pod.metadata().name().equals(volume.podName()))
          .flatMap(pod -> pod.volumes().stream())
          .filter(one -> one.name().equals(volume.volume()) && !one.claim().isEmpty())
          .map(PodVolumes.PodVolume::claim)
          .forEach(names::add);
    }
    for (ExpectedVolume expected :
        Objects.requireNonNullElse(
            ExpectedVolumesAnnotation.of(backup), List.<ExpectedVolume>of())) {
      if (saved.stream()
          .anyMatch(
              volume ->
                  volume.podName().equals(expected.pod())
                      && volume.volume().equals(expected.volume()))) {
        names.add(expected.claim());
      }
    }
    if (hasVolumeSnapshots(backup)) {
      // only a file in the object storage names them
      names.addAll(claims.stream().map(VolumeClaim::name).collect(Collectors.toSet()));
    }
    return Set.copyOf(names);
  }

  private static boolean hasVolumeSnapshots(Backup backup) {
    return Stream.of(backup.status().volumeSnapshots(), backup.status().csiVolumeSnapshots())
        .anyMatch(one -> one.attempted() > 0 && one.failed() == 0);
  }
}
