package dev.signalbox.snapshots.velero;

/**
 * Where a backup was taken. Velero imports all backups of a bucket, also those of other clusters.
 */
public enum BackupOrigin {
  THIS_CLUSTER,
  OTHER_CLUSTER,
  /** The backup doesn't identify its cluster, and its Kubernetes version is plausible. */
  UNKNOWN
}
