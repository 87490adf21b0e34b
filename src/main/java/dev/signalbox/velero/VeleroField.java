package dev.signalbox.velero;

/** Fields whose presence in the schema distinguishes the versions of Velero. */
public enum VeleroField {
  /** Since 1.10; before, {@code defaultVolumesToRestic}. */
  DEFAULT_VOLUMES_TO_FS_BACKUP(VeleroResource.BACKUP, "spec.defaultVolumesToFsBackup"),
  /** Since 1.18. Before, one backup runs at a time. */
  QUEUE_POSITION(VeleroResource.BACKUP, "status.queuePosition"),
  /** Since 1.10. */
  PAUSED(VeleroResource.SCHEDULE, "spec.paused"),
  /** Since 1.13. */
  SKIP_IMMEDIATELY(VeleroResource.SCHEDULE, "spec.skipImmediately"),
  /** Since 1.9. */
  EXISTING_RESOURCE_POLICY(VeleroResource.RESTORE, "spec.existingResourcePolicy"),
  /** Since 1.9. */
  LOCATION_MESSAGE(VeleroResource.BACKUP_STORAGE_LOCATION, "status.message"),
  /** Since 1.6. */
  LOCATION_CREDENTIAL(VeleroResource.BACKUP_STORAGE_LOCATION, "spec.credential"),
  /** Since 1.18. Before, only {@code caCert}. */
  LOCATION_CA_CERT_REF(VeleroResource.BACKUP_STORAGE_LOCATION, "spec.objectStorage.caCertRef"),
  /** Since 1.15, which also replaced version 1 of robfig/cron by version 3. */
  REPOSITORY_CONFIG(VeleroResource.BACKUP_REPOSITORY, "spec.repositoryConfig");

  private final VeleroResource resource;
  private final String path;

  VeleroField(VeleroResource resource, String path) {
    this.resource = resource;
    this.path = path;
  }

  public VeleroResource resource() {
    return resource;
  }

  /** Returns the path in the schema, such as {@code spec.paused}. */
  public String path() {
    return path;
  }
}
