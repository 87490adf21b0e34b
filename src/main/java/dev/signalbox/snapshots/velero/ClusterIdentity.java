package dev.signalbox.snapshots.velero;

/**
 * The cluster that Signalbox is connected to.
 *
 * @param id UID of the namespace kube-system; empty if it can't be read
 * @param minor Kubernetes minor version, such as 34; 0 if unknown
 */
public record ClusterIdentity(String id, int minor) {

  /**
   * Returns the origin of a backup. Without our annotation, a backup from a newer Kubernetes than
   * the current one is from another cluster, because clusters aren't downgraded.
   */
  BackupOrigin originOf(ResourceMetadata backup) {
    String recorded = backup.annotation(SignalboxLabels.CLUSTER_ID);
    if (!recorded.isEmpty() && !id.isEmpty()) {
      return recorded.equals(id) ? BackupOrigin.THIS_CLUSTER : BackupOrigin.OTHER_CLUSTER;
    }
    int source = minorVersion(backup);
    return source > 0 && minor > 0 && source > minor
        ? BackupOrigin.OTHER_CLUSTER
        : BackupOrigin.UNKNOWN;
  }

  /** Returns the Kubernetes minor version that the backup was taken on, or 0. */
  public static int minorVersion(ResourceMetadata backup) {
    // cloud providers append a plus sign, as in 27+
    String text = backup.annotation(VeleroLabels.SOURCE_CLUSTER_MINOR).replaceAll("[^0-9].*$", "");
    return text.isEmpty() || text.length() > 4 ? 0 : Integer.parseInt(text);
  }
}
