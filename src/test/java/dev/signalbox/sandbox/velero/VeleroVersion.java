package dev.signalbox.sandbox.velero;

/** A simulated release of Velero, by what distinguishes it for clients. */
public enum VeleroVersion {
  V1_7("v1.7.1"),
  V1_9("v1.9.7"),
  V1_14("v1.14.1"),
  V1_18("v1.18.1");

  private final String serverVersion;

  VeleroVersion(String serverVersion) {
    this.serverVersion = serverVersion;
  }

  /** Returns the version in the status of ServerStatusRequests and in image tags. */
  public String serverVersion() {
    return serverVersion;
  }

  /** Returns the name of the DaemonSet that backs up volumes. */
  public String nodeAgent() {
    return hasNodeAgent() ? "node-agent" : "restic";
  }

  /** Returns the field that selects file system backup for all volumes. */
  public String defaultVolumesField() {
    return hasNodeAgent() ? "defaultVolumesToFsBackup" : "defaultVolumesToRestic";
  }

  /** Returns the name of the secret with the password of the repositories. */
  public String repositorySecret() {
    return hasNodeAgent() ? "velero-repo-credentials" : "velero-restic-credentials";
  }

  boolean hasNodeAgent() {
    return atLeast(V1_14);
  }

  /** Whether locations have a message in their status, and interrupted backups become Failed. */
  boolean reportsFailures() {
    return atLeast(V1_9);
  }

  /** Whether schedules can be paused and don't overlap, and backups finalize. */
  boolean pausesSchedules() {
    return atLeast(V1_14);
  }

  boolean queuesBackups() {
    return atLeast(V1_18);
  }

  boolean atLeast(VeleroVersion other) {
    return compareTo(other) >= 0;
  }
}
