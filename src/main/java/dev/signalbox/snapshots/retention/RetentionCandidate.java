package dev.signalbox.snapshots.retention;

import dev.signalbox.velero.Backup;
import dev.signalbox.velero.BackupKind;
import dev.signalbox.velero.BackupOrigin;
import dev.signalbox.velero.ClusterIdentity;
import dev.signalbox.velero.SnapshotState;
import dev.signalbox.velero.StorageLocation;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The properties of a backup that retention rules depend on.
 *
 * @param series the backups among which it is counted
 * @param good whether it has completed with the data of all expected volumes
 * @param partial whether it is not good, but contains data
 * @param exemption why the policy doesn't apply, or null
 * @param expiresAt when Velero deletes it; null for a backup that hasn't started
 */
record RetentionCandidate(
    String uid,
    String name,
    Instant startedAt,
    Series series,
    boolean good,
    boolean partial,
    @Nullable Exemption exemption,
    @Nullable Instant expiresAt) {

  /**
   * Backups to which the rules apply together.
   *
   * @param schedule name of the schedule; empty for manual backups
   */
  record Series(String schedule, BackupKind kind) {}

  /** Why a policy doesn't apply to a backup. */
  enum Exemption {
    KEPT,
    /** The policy is for backups with another trigger. */
    OTHER_TRIGGER,
    /** Queued, running, being deleted, or in an unknown phase. */
    NOT_FINISHED,
    OTHER_CLUSTER,
    /** It doesn't contain the namespace of the installation. */
    OTHER_NAMESPACE,
    /** Velero refuses to delete it. */
    READ_ONLY_LOCATION,
    /** It can be neither restored nor deleted. */
    UNAVAILABLE_LOCATION;

    /** Returns whether the installation can't be restored from such a backup now. */
    boolean isUnusable() {
      return switch (this) {
        case KEPT, OTHER_TRIGGER, READ_ONLY_LOCATION -> false;
        case NOT_FINISHED, OTHER_CLUSTER, OTHER_NAMESPACE, UNAVAILABLE_LOCATION -> true;
      };
    }
  }

  /**
   * The installation whose backups are rated.
   *
   * @param namespace namespace of the installation
   * @param location returns the storage location of a backup, or null if it doesn't exist
   */
  record Installation(
      String namespace,
      ClusterIdentity cluster,
      Function<Backup, @Nullable StorageLocation> location) {}

  /**
   * Returns the candidate of a backup.
   *
   * @param isComplete whether a completed backup contains the data of all expected volumes
   */
  static RetentionCandidate of(
      Backup backup,
      RetentionPolicy policy,
      Installation installation,
      Predicate<Backup> isComplete) {
    @Nullable Instant start = backup.sortTime();
    return new RetentionCandidate(
        backup.uid(),
        backup.name(),
        start == null ? Instant.MAX : start,
        new Series(backup.scheduleName(), backup.kind()),
        backup.state() == SnapshotState.COMPLETED && isComplete.test(backup),
        backup.state() == SnapshotState.PARTIAL
            || (backup.state() == SnapshotState.COMPLETED && !isComplete.test(backup)),
        exemption(backup, policy, installation),
        backup.status().expiresAt());
  }

  private static @Nullable Exemption exemption(
      Backup backup, RetentionPolicy policy, Installation installation) {
    if (!backup.state().isFinal() || backup.sortTime() == null) {
      return Exemption.NOT_FINISHED;
    }
    if (backup.origin(installation.cluster()) == BackupOrigin.OTHER_CLUSTER) {
      return Exemption.OTHER_CLUSTER;
    }
    if (!backup.spec().coversNamespace(installation.namespace())) {
      return Exemption.OTHER_NAMESPACE;
    }
    @Nullable StorageLocation location = installation.location().apply(backup);
    if (location == null || !location.isAvailable()) {
      return Exemption.UNAVAILABLE_LOCATION;
    }
    if (backup.isKept()) {
      return Exemption.KEPT;
    }
    if (!policy.triggers().contains(backup.trigger())) {
      return Exemption.OTHER_TRIGGER;
    }
    return location.readOnly() ? Exemption.READ_ONLY_LOCATION : null;
  }
}
