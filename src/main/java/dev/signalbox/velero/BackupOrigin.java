package dev.signalbox.velero;

/**
 * Where a backup was taken. Velero imports all backups of a bucket, also those of other clusters.
 */
public enum BackupOrigin {
  THIS_CLUSTER,
  OTHER_CLUSTER,
  /**
   * It was imported and doesn't identify its cluster: of an earlier installation of Velero, or of a
   * similar cluster.
   */
  UNKNOWN
}
