package dev.signalbox.velero;

import java.util.Set;

/**
 * What the installed Velero supports, derived from the resources that the API server serves and the
 * fields of their schemas, not from the version.
 *
 * @param fields fields that exist; none if the schemas can't be read
 */
public record VeleroCapabilities(Set<VeleroResource> served, Set<VeleroField> fields) {

  public VeleroCapabilities {
    served = Set.copyOf(served);
    fields = Set.copyOf(fields);
  }

  public boolean serves(VeleroResource resource) {
    return served.contains(resource);
  }

  public boolean has(VeleroField field) {
    return fields.contains(field);
  }

  /** Returns whether Velero is installed. */
  public boolean isInstalled() {
    return serves(VeleroResource.BACKUP);
  }

  /**
   * Returns whether Velero is known to be unable to pause schedules (before 1.10). False also while
   * the schemas have not been read, or if they can't be read.
   */
  public boolean lacksPauses() {
    return isInstalled() && !usesNodeAgent() && !has(VeleroField.PAUSED);
  }

  /**
   * Returns whether Velero may take a snapshot as soon as a schedule is created (before 1.8). Also
   * true for 1.8, which serves the same fields.
   */
  public boolean mayRunOnCreation() {
    return lacksPauses() && !has(VeleroField.LOCATION_MESSAGE);
  }

  /**
   * Returns the name of the field that saves the files of all pod volumes. The API server drops a
   * wrong name silently, and the backup completes without volume data.
   */
  public String fsBackupField() {
    return usesNodeAgent() ? "defaultVolumesToFsBackup" : "defaultVolumesToRestic";
  }

  /** Returns the name of the DaemonSet: {@code restic} was renamed in Velero 1.10. */
  public String nodeAgentName() {
    return usesNodeAgent() ? "node-agent" : "restic";
  }

  private boolean usesNodeAgent() {
    return has(VeleroField.DEFAULT_VOLUMES_TO_FS_BACKUP)
        || serves(VeleroResource.BACKUP_REPOSITORY);
  }
}
