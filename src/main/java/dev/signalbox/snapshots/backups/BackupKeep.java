package dev.signalbox.snapshots.backups;

import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.Target;
import dev.signalbox.velero.Backup;
import dev.signalbox.velero.commands.BackupCommands;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Exempts snapshots from the retention rules of Signalbox. */
@Component
class BackupKeep {

  private final BackupCommands commands;
  private final AuditLog audit;

  BackupKeep(BackupCommands commands, AuditLog audit) {
    this.commands = commands;
    this.audit = audit;
  }

  /**
   * Starts or ends the exemption of a snapshot.
   *
   * @return false if nothing had to be changed
   */
  boolean set(Backup backup, boolean kept) {
    if (backup.isKept() == kept) {
      return false;
    }
    audit.recording(
        kept ? "snapshot.kept" : "snapshot.keep.ended",
        Target.of("snapshot", backup.name(), backup.name()),
        Map.of("uid", backup.uid()),
        () -> {
          commands.setKept(backup, kept);
          return Boolean.TRUE;
        });
    return true;
  }
}
