package dev.signalbox.snapshots.backups;

import dev.signalbox.velero.Backup;
import java.util.List;

/** Outcome of taking a snapshot. */
sealed interface BackupOutcome {

  /** Velero has the backup and takes it. */
  record Taken(Backup backup) implements BackupOutcome {}

  /**
   * Nothing was created.
   *
   * @param reasons full sentences; never empty
   */
  record Blocked(List<String> reasons) implements BackupOutcome {}
}
