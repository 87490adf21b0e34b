package dev.signalbox.restores;

import dev.signalbox.kubernetes.ClusterConnection;
import dev.signalbox.velero.Backup;
import dev.signalbox.velero.files.BackupFileKind;
import dev.signalbox.velero.files.BackupFileStore;
import dev.signalbox.velero.installation.InstallationCaches;
import dev.signalbox.velero.installation.InstallationService;
import dev.signalbox.velero.state.VeleroState;
import java.util.stream.Collectors;
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
            SavedClaims.of(backup, velero.volumes(backup), velero.pods(), velero.claims())));
  }
}
