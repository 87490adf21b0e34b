package dev.signalbox.restores;

import dev.signalbox.snapshots.backups.SnapshotUse;
import dev.signalbox.velero.Backup;
import dev.signalbox.velero.state.VeleroState;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Keeps the snapshot and the safety snapshot of a restore until it has ended. */
@Component
class RestoredSnapshotUse implements SnapshotUse {

  private final RestoreOperations operations;
  private final VeleroState velero;

  RestoredSnapshotUse(RestoreOperations operations, VeleroState velero) {
    this.operations = operations;
    this.velero = velero;
  }

  @Override
  public Optional<String> reasonToKeep(Backup backup) {
    return operations
        .findOpen()
        .filter(open -> isUsed(open, backup))
        .map(open -> "The restore of " + open.snapshot() + " uses the snapshot and has not ended.")
        .or(
            () ->
                velero.inventory().restores().stream()
                    .filter(restore -> restore.state().isActive())
                    .filter(restore -> restore.backupName().equals(backup.name()))
                    .map(
                        restore ->
                            "Velero restores the snapshot: %s is in progress."
                                .formatted(restore.metadata().name()))
                    .findFirst());
  }

  private static boolean isUsed(RestoreOperation open, Backup backup) {
    return open.snapshotUid().equals(backup.uid())
        || (open.safety() != null && open.safety().name().equals(backup.name()));
  }
}
