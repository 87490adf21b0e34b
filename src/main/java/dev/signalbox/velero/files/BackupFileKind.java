package dev.signalbox.velero.files;

/** Files of a backup or restore, as {@code spec.target.kind} of a DownloadRequest names them. */
public enum BackupFileKind {
  LOG("BackupLog"),
  /** Errors and warnings, since Velero 1.11. */
  RESULTS("BackupResults"),
  /** Since Velero 1.13. */
  VOLUME_INFOS("BackupVolumeInfos"),
  /** Names of all objects in the backup. */
  RESOURCE_LIST("BackupResourceList"),
  /** Manifests of all objects, as a tar archive. */
  CONTENTS("BackupContents"),
  RESTORE_LOG("RestoreLog"),
  /** Errors and warnings of a restore. */
  RESTORE_RESULTS("RestoreResults");

  private final String target;

  BackupFileKind(String target) {
    this.target = target;
  }

  public String target() {
    return target;
  }
}
