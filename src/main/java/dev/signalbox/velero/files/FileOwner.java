package dev.signalbox.velero.files;

import dev.signalbox.velero.Backup;
import dev.signalbox.velero.BackupPhase;
import dev.signalbox.velero.Restore;
import dev.signalbox.velero.state.VeleroInventory;
import org.jspecify.annotations.Nullable;

/**
 * The backup or restore that a file belongs to.
 *
 * @param location name of the storage location
 */
record FileOwner(boolean isRestore, String uid, String name, String location) {

  static FileOwner of(Backup backup) {
    return new FileOwner(false, backup.uid(), backup.name(), backup.locationName());
  }

  static FileOwner of(Restore restore, String location) {
    return new FileOwner(true, restore.metadata().uid(), restore.metadata().name(), location);
  }

  /**
   * Returns the current phase, for a restore that of a backup with the same progress; null if the
   * owner no longer exists.
   */
  @Nullable BackupPhase phase(VeleroInventory inventory) {
    if (!isRestore) {
      return inventory.backup(name).map(backup -> backup.status().phase()).orElse(null);
    }
    return inventory.restores().stream()
        .filter(restore -> restore.metadata().uid().equals(uid))
        .findFirst()
        .map(restore -> restore.phase().hasLog() ? BackupPhase.COMPLETED : BackupPhase.IN_PROGRESS)
        .orElse(null);
  }
}
