package dev.signalbox.velero;

import dev.signalbox.kubernetes.ResourceKind;

/** Kinds of Velero's custom resources. All are namespaced. */
public enum VeleroResource {
  BACKUP("Backup", "backups"),
  SCHEDULE("Schedule", "schedules"),
  RESTORE("Restore", "restores"),
  BACKUP_STORAGE_LOCATION("BackupStorageLocation", "backupstoragelocations"),
  DELETE_BACKUP_REQUEST("DeleteBackupRequest", "deletebackuprequests"),
  DOWNLOAD_REQUEST("DownloadRequest", "downloadrequests"),
  SERVER_STATUS_REQUEST("ServerStatusRequest", "serverstatusrequests"),
  POD_VOLUME_BACKUP("PodVolumeBackup", "podvolumebackups"),
  POD_VOLUME_RESTORE("PodVolumeRestore", "podvolumerestores"),
  /** Since Velero 1.10. */
  BACKUP_REPOSITORY("BackupRepository", "backuprepositories"),
  /** Up to Velero 1.9. */
  RESTIC_REPOSITORY("ResticRepository", "resticrepositories"),
  /** Since Velero 1.12. */
  DATA_UPLOAD("DataUpload", "datauploads", "v2alpha1"),
  /** Since Velero 1.12. */
  DATA_DOWNLOAD("DataDownload", "datadownloads", "v2alpha1");

  private static final String GROUP = "velero.io";

  // ResourceKind is immutable but not annotated as such
  @SuppressWarnings("ImmutableEnumChecker")
  private final ResourceKind kind;

  VeleroResource(String kind, String plural) {
    this(kind, plural, "v1");
  }

  VeleroResource(String kind, String plural, String version) {
    this.kind = ResourceKind.namespaced(GROUP, version, plural, kind);
  }

  public ResourceKind kind() {
    return kind;
  }
}
