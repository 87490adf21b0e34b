package dev.signalbox.snapshots.backups;

import dev.signalbox.snapshots.retention.RetentionPeriod;
import dev.signalbox.velero.BackupKind;
import java.util.Map;

/**
 * A valid request for a snapshot.
 *
 * @param kind full or partial
 * @param reason why it is taken, for the audit log and the backup
 * @param retention after which Velero deletes it
 * @param location name of the storage location
 * @param allVolumes whether the files of all pod volumes are saved, not only of annotated ones
 * @param selector labels that the objects of a partial snapshot have; empty for all objects
 */
record BackupOrder(
    BackupKind kind,
    String reason,
    RetentionPeriod retention,
    String location,
    boolean allVolumes,
    Map<String, String> selector) {

  BackupOrder {
    selector = Map.copyOf(selector);
  }
}
