package dev.signalbox.velero;

/** Labels and annotations that Velero sets and reads. */
public final class VeleroLabels {

  /** Label of objects that belong to a backup; the value is {@link VeleroNames#labelValue}. */
  public static final String BACKUP_NAME = "velero.io/backup-name";

  /** Label with the UID of the backup; a name can be used again after a deletion. */
  public static final String BACKUP_UID = "velero.io/backup-uid";

  public static final String RESTORE_NAME = "velero.io/restore-name";
  public static final String RESTORE_UID = "velero.io/restore-uid";
  public static final String SCHEDULE_NAME = "velero.io/schedule-name";
  public static final String STORAGE_LOCATION = "velero.io/storage-location";
  public static final String PVC_UID = "velero.io/pvc-uid";

  /** Annotation of a PodVolumeBackup: name of the claim. */
  public static final String PVC_NAME = "velero.io/pvc-name";

  /** Label of pods and namespaces that no backup contains. */
  public static final String EXCLUDE_FROM_BACKUP = "velero.io/exclude-from-backup";

  /** Label with the reason why garbage collection skips an expired backup. */
  public static final String GC_FAILURE = "velero.io/gc-failure";

  /** Annotation of a pod: comma-separated volumes whose files are saved. */
  public static final String BACKUP_VOLUMES = "backup.velero.io/backup-volumes";

  /** Annotation of a pod: comma-separated volumes whose files are not saved. */
  public static final String BACKUP_VOLUMES_EXCLUDES = "backup.velero.io/backup-volumes-excludes";

  public static final String SOURCE_CLUSTER_GIT_VERSION = "velero.io/source-cluster-k8s-gitversion";
  public static final String SOURCE_CLUSTER_MINOR = "velero.io/source-cluster-k8s-minor-version";

  private VeleroLabels() {}
}
