package dev.signalbox.snapshots;

import dev.signalbox.kubernetes.ClusterConnection;
import dev.signalbox.velero.Backup;
import dev.signalbox.velero.BackupOrigin;
import dev.signalbox.velero.ClusterIdentity;

/** Tells snapshots of this cluster from those that Velero imported from the bucket. */
final class ClusterOrigin {

  private ClusterOrigin() {}

  static BackupOrigin of(Backup backup, ClusterConnection cluster) {
    return backup.origin(ClusterIdentity.ofVersion(cluster.server().version()));
  }

  /** Returns a note for the list; empty for a snapshot of this cluster. */
  static String note(Backup backup, ClusterConnection cluster) {
    return switch (of(backup, cluster)) {
      case THIS_CLUSTER -> "";
      case OTHER_CLUSTER -> "of another cluster";
      case UNKNOWN -> isImported(backup) ? "imported from the bucket" : "";
    };
  }

  /** Returns a full sentence for the page; empty for a snapshot of this cluster. */
  static String sentence(Backup backup, ClusterConnection cluster) {
    return switch (of(backup, cluster)) {
      case THIS_CLUSTER -> "";
      case OTHER_CLUSTER ->
          "This snapshot was taken in another cluster that uses the same bucket. The retention"
              + " rules never delete it.";
      case UNKNOWN ->
          isImported(backup)
              ? "Velero imported this snapshot from the bucket. It was taken before this Velero was"
                  + " installed, or in a similar cluster that uses the same bucket."
              : "";
    };
  }

  private static boolean isImported(Backup backup) {
    return backup.metadata().createdAt() != null && backup.status().startedAt() != null;
  }
}
