package dev.signalbox.restores;

import dev.signalbox.kubernetes.ClusterConnection;
import dev.signalbox.velero.Backup;
import dev.signalbox.velero.VolumeBackup;
import dev.signalbox.velero.coverage.ExpectedVolume;
import dev.signalbox.velero.coverage.ExpectedVolumesAnnotation;
import dev.signalbox.velero.coverage.PodVolumes;
import dev.signalbox.velero.coverage.VolumeClaim;
import dev.signalbox.velero.files.BackupFileKind;
import dev.signalbox.velero.files.BackupFileStore;
import dev.signalbox.velero.installation.InstallationCaches;
import dev.signalbox.velero.installation.InstallationService;
import dev.signalbox.velero.state.VeleroState;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Previews restores from memory. */
@Component
class RestorePreviews {

  private final VeleroState velero;
  private final InstallationCaches installation;
  private final ConsoleObjects console;
  private final BackupFileStore files;
  private final ClusterConnection cluster;

  RestorePreviews(
      VeleroState velero,
      InstallationCaches installation,
      ConsoleObjects console,
      BackupFileStore files,
      ClusterConnection cluster) {
    this.velero = velero;
    this.installation = installation;
    this.console = console;
    this.files = files;
    this.cluster = cluster;
  }

  /** Returns what the restore of a snapshot changes now. The first call starts a download. */
  RestorePreview of(Backup backup, RestoreMode mode) {
    SnapshotContents contents =
        backup.status().phase().hasLog()
            ? SnapshotContents.of(files.get(backup, BackupFileKind.RESOURCE_LIST))
            : SnapshotContents.PENDING;
    return RestorePreview.of(
        mode,
        contents,
        new RestorePreview.Cluster(
            cluster.installationNamespace(),
            installation.workloads(),
            velero.claims(),
            velero.pods(),
            installation.services().list().stream()
                .map(InstallationService::name)
                .collect(Collectors.toUnmodifiableSet()),
            console::contains,
            console.claims(),
            savedClaims(backup, velero.volumes(backup), velero.pods(), velero.claims())));
  }

  /**
   * Returns the names of the volume claims whose data is in a snapshot.
   *
   * @param volumes the volume backups of the snapshot
   * @param pods the pods now, for snapshots that don't name the claims
   */
  private static Set<String> savedClaims(
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
