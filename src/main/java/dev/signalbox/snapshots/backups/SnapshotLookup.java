package dev.signalbox.snapshots.backups;

import dev.signalbox.snapshots.SnapshotLinks;
import dev.signalbox.velero.Backup;
import dev.signalbox.velero.commands.BackupCommands;
import dev.signalbox.velero.state.VeleroState;
import dev.signalbox.web.ObjectNotFoundException;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Finds a snapshot by name: in memory, or with a request to the API server until the snapshots have
 * been read for the first time.
 */
@Component
class SnapshotLookup {

  private final VeleroState velero;
  private final BackupCommands commands;

  SnapshotLookup(VeleroState velero, BackupCommands commands) {
    this.velero = velero;
    this.commands = commands;
  }

  Optional<Backup> find(String segment) {
    String name = SnapshotLinks.name(segment);
    Optional<Backup> known = velero.inventory().backup(name);
    return known.isPresent() || velero.backupsStatus().isSynced() ? known : commands.find(name);
  }

  /**
   * Returns a snapshot by the segment of its path.
   *
   * @throws ObjectNotFoundException if there is none of that name
   */
  Backup get(String name) {
    return find(name)
        .orElseThrow(
            () -> new ObjectNotFoundException("snapshot", name, "/snapshots", "snapshots"));
  }
}
