package dev.signalbox.snapshots.backups;

import dev.signalbox.velero.Backup;
import java.util.Optional;

/** Work that needs a snapshot until it has ended, such as a restore. Other modules implement it. */
public interface SnapshotUse {

  /** Returns why a snapshot must not be deleted now, as a full sentence; empty if it may. */
  Optional<String> reasonToKeep(Backup backup);
}
