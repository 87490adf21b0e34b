package dev.signalbox.snapshots;

import dev.signalbox.velero.Backup;
import dev.signalbox.velero.SnapshotState;
import dev.signalbox.velero.state.VeleroInventory;

/**
 * A backup with the state that the list shows.
 *
 * @param state the state, which is partial if data of a volume is missing in a completed backup
 */
record SnapshotRow(Backup backup, SnapshotState state, boolean incomplete) {

  static SnapshotRow of(Backup backup, VeleroInventory inventory) {
    boolean incomplete = inventory.isIncomplete(backup);
    return new SnapshotRow(backup, incomplete ? SnapshotState.PARTIAL : backup.state(), incomplete);
  }
}
