package dev.signalbox.velero.state;

import dev.signalbox.kubernetes.CacheStatus;
import dev.signalbox.kubernetes.ResourceCache;
import dev.signalbox.velero.Backup;
import dev.signalbox.velero.BackupRepository;
import dev.signalbox.velero.BackupSchedule;
import dev.signalbox.velero.DeleteBackupRequest;
import dev.signalbox.velero.ResourceMetadata;
import dev.signalbox.velero.Restore;
import dev.signalbox.velero.StorageLocation;
import dev.signalbox.velero.VolumeBackup;
import dev.signalbox.velero.VolumeRestore;
import dev.signalbox.velero.coverage.PodVolumes;
import dev.signalbox.velero.coverage.VolumeClaim;
import java.util.List;
import java.util.stream.Stream;

/**
 * The caches of Velero's resources and of the objects that decide what a backup contains. Each
 * starts with its first use.
 *
 * @param podVolumeBackups indexed by {@link #BY_BACKUP}
 * @param dataUploads indexed by {@link #BY_BACKUP}; absent before Velero 1.12
 * @param podVolumeRestores indexed by {@link #BY_RESTORE}
 * @param dataDownloads indexed by {@link #BY_RESTORE}; absent before Velero 1.12
 * @param resticRepositories absent since Velero 1.10
 * @param pods pods in the namespace of the installation
 * @param claims volume claims in the namespace of the installation
 * @param veleroPods pods in the namespace of Velero
 */
public record VeleroCaches(
    ResourceCache<Backup> backups,
    ResourceCache<BackupSchedule> schedules,
    ResourceCache<Restore> restores,
    ResourceCache<StorageLocation> storageLocations,
    ResourceCache<DeleteBackupRequest> deleteRequests,
    ResourceCache<VolumeBackup> podVolumeBackups,
    ResourceCache<VolumeBackup> dataUploads,
    ResourceCache<VolumeRestore> podVolumeRestores,
    ResourceCache<VolumeRestore> dataDownloads,
    ResourceCache<BackupRepository> repositories,
    ResourceCache<BackupRepository> resticRepositories,
    ResourceCache<PodVolumes> pods,
    ResourceCache<VolumeClaim> claims,
    ResourceCache<ResourceMetadata> nodes,
    ResourceCache<VeleroPod> veleroPods,
    ResourceCache<VeleroWorkload> deployments,
    ResourceCache<VeleroWorkload> daemonSets) {

  /** Index of volume backups by the label value of the backup's name. */
  public static final String BY_BACKUP = "backup";

  /** Index of volume restores by the label value of the restore's name. */
  public static final String BY_RESTORE = "restore";

  /** Returns how current the objects are without which the list of snapshots is incomplete. */
  List<CacheStatus> required() {
    return Stream.of(backups, schedules, storageLocations, podVolumeBackups)
        .<CacheStatus>map(ResourceCache::status)
        .toList();
  }

  /** Increases with each change of an object that the inventory contains. */
  long revision() {
    return Stream.<ResourceCache<?>>of(
            backups,
            schedules,
            restores,
            storageLocations,
            deleteRequests,
            podVolumeBackups,
            dataUploads,
            repositories,
            resticRepositories,
            nodes,
            veleroPods,
            deployments,
            daemonSets)
        .mapToLong(ResourceCache::revision)
        .sum();
  }
}
