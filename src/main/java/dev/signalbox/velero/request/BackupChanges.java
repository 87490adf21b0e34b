package dev.signalbox.velero.request;

import dev.signalbox.velero.Backup;
import dev.signalbox.velero.SignalboxLabels;
import dev.signalbox.velero.VeleroLabels;
import dev.signalbox.velero.VeleroNames;
import dev.signalbox.velero.VeleroResource;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Builds the requests that change an existing backup: its deletion, and patches of it. */
public final class BackupChanges {

  private BackupChanges() {}

  /**
   * Returns the DeleteBackupRequest that deletes a backup with its files. A retry is another
   * request: its name is generated, and Velero removes older ones.
   */
  public static ObjectNode deletion(Backup backup) {
    ObjectNode request =
        ResourceNode.of(VeleroResource.DELETE_BACKUP_REQUEST, backup.metadata().namespace());
    ResourceNode.metadata(request).put("generateName", VeleroNames.generateNameFor(backup.name()));
    ResourceNode.labels(
        request,
        Map.of(
            VeleroLabels.BACKUP_NAME, VeleroNames.labelValue(backup.name()),
            VeleroLabels.BACKUP_UID, backup.uid()));
    request.putObject("spec").put("backupName", backup.name());
    return request;
  }

  /** Returns the merge patch that starts or ends the exemption of a backup. */
  public static ObjectNode keep(boolean keep) {
    ObjectNode patch = ResourceNode.object();
    ObjectNode annotations = patch.putObject("metadata").putObject("annotations");
    if (keep) {
      annotations.put(SignalboxLabels.KEEP, "true");
    } else {
      annotations.putNull(SignalboxLabels.KEEP);
    }
    return patch;
  }
}
