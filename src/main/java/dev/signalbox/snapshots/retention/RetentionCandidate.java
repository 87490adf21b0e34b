package dev.signalbox.snapshots.retention;

import dev.signalbox.snapshots.velero.Backup;
import dev.signalbox.snapshots.velero.BackupOrigin;
import dev.signalbox.snapshots.velero.ClusterIdentity;
import dev.signalbox.snapshots.velero.SnapshotState;
import java.time.Instant;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A backup as the retention rules see it.
 *
 * @param good whether it has completed with all data that it promised
 * @param exemption why the policy doesn't apply, or null
 * @param expiresAt when Velero deletes it; null for a backup that hasn't started
 */
public record RetentionCandidate(
    String uid,
    String name,
    Instant startedAt,
    boolean good,
    @Nullable Exemption exemption,
    @Nullable Instant expiresAt) {

  /** Why a policy doesn't apply to a backup. */
  public enum Exemption {
    PINNED,
    /** The policy is for backups with another trigger. */
    OTHER_TRIGGER,
    /** Queued, running, being deleted, or in an unknown phase. */
    NOT_FINISHED,
    OTHER_CLUSTER
  }

  /**
   * Returns the candidate of a backup.
   *
   * @param isComplete whether a completed backup contains the data of all promised volumes
   */
  public static RetentionCandidate of(
      Backup backup,
      RetentionPolicy policy,
      ClusterIdentity cluster,
      Predicate<Backup> isComplete) {
    @Nullable Instant start = backup.sortTime();
    return new RetentionCandidate(
        backup.uid(),
        backup.name(),
        start == null ? Instant.MAX : start,
        backup.state() == SnapshotState.OK && isComplete.test(backup),
        exemption(backup, policy, cluster),
        backup.status().expiresAt());
  }

  private static @Nullable Exemption exemption(
      Backup backup, RetentionPolicy policy, ClusterIdentity cluster) {
    if (!backup.state().isFinal() || backup.sortTime() == null) {
      return Exemption.NOT_FINISHED;
    }
    if (backup.origin(cluster) == BackupOrigin.OTHER_CLUSTER) {
      return Exemption.OTHER_CLUSTER;
    }
    if (backup.isPinned()) {
      return Exemption.PINNED;
    }
    return policy.triggers().contains(backup.trigger()) ? null : Exemption.OTHER_TRIGGER;
  }
}
