package dev.signalbox.snapshots.backups;

import dev.signalbox.velero.Backup;
import dev.signalbox.velero.DeleteBackupRequest;

/** Outcome of the request to delete a snapshot. */
public sealed interface DeletionOutcome {

  /**
   * Velero has the request.
   *
   * @param retried whether it replaces an earlier request
   */
  record Requested(Backup backup, boolean retried) implements DeletionOutcome {}

  /** The snapshot is being taken; Velero refuses to delete it. */
  record StillRunning(Backup backup) implements DeletionOutcome {}

  /**
   * The snapshot is needed now.
   *
   * @param reason full sentence
   */
  record InUse(Backup backup, String reason) implements DeletionOutcome {}

  /** A recent request is being processed. */
  record InProgress(Backup backup, DeleteBackupRequest request) implements DeletionOutcome {}

  /** Another snapshot has the name now. */
  record Replaced(Backup backup) implements DeletionOutcome {}

  /** There is no such snapshot. */
  record Gone(String name) implements DeletionOutcome {}
}
