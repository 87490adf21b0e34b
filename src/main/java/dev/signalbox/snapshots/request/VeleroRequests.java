package dev.signalbox.snapshots.request;

import dev.signalbox.snapshots.velero.Backup;
import dev.signalbox.snapshots.velero.SignalboxLabels;
import dev.signalbox.snapshots.velero.VeleroLabels;
import dev.signalbox.snapshots.velero.VeleroNames;
import dev.signalbox.snapshots.velero.VeleroResource;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Short-lived resources that ask Velero for something, and small patches. */
public final class VeleroRequests {

  private VeleroRequests() {}

  /** Files of a backup or restore in the object storage. */
  public enum DownloadTarget {
    BACKUP_LOG("BackupLog"),
    /** A tar.gz archive of the manifests. */
    BACKUP_CONTENTS("BackupContents"),
    BACKUP_RESOURCE_LIST("BackupResourceList"),
    /** Since Velero 1.11. */
    BACKUP_RESULTS("BackupResults"),
    /** Since Velero 1.13. */
    BACKUP_VOLUME_INFOS("BackupVolumeInfos"),
    RESTORE_LOG("RestoreLog"),
    RESTORE_RESULTS("RestoreResults"),
    /** Since Velero 1.14. */
    RESTORE_VOLUME_INFO("RestoreVolumeInfo");

    private final String kind;

    DownloadTarget(String kind) {
      this.kind = kind;
    }
  }

  /**
   * Returns the DeleteBackupRequest that deletes a backup with its files. A retry is another
   * request: its name is generated, and Velero removes older ones.
   */
  public static ObjectNode delete(Backup backup) {
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

  /**
   * Returns the DownloadRequest for a file.
   *
   * @param namespace namespace of Velero
   * @param name name of the backup or restore
   */
  public static ObjectNode download(String namespace, DownloadTarget target, String name) {
    ObjectNode request = ResourceNode.of(VeleroResource.DOWNLOAD_REQUEST, namespace);
    ResourceNode.metadata(request).put("generateName", VeleroNames.generateNameFor(name));
    request.putObject("spec").putObject("target").put("kind", target.kind).put("name", name);
    return request;
  }

  /** Returns the ServerStatusRequest, which the server removes after a minute. */
  public static ObjectNode serverStatus(String namespace) {
    ObjectNode request = ResourceNode.of(VeleroResource.SERVER_STATUS_REQUEST, namespace);
    ResourceNode.metadata(request).put("generateName", "signalbox-");
    request.putObject("spec");
    return request;
  }

  /** Returns the merge patch that exempts a backup from the retention rules, or ends that. */
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

  /** Returns the merge patch that makes a storage location read-only, or writable again. */
  public static ObjectNode accessMode(boolean readOnly) {
    ObjectNode patch = ResourceNode.object();
    patch.putObject("spec").put("accessMode", readOnly ? "ReadOnly" : "ReadWrite");
    return patch;
  }

  /** Returns the merge patch that cancels the transfer of a volume (Velero 1.17). */
  public static ObjectNode cancelTransfer() {
    ObjectNode patch = ResourceNode.object();
    patch.putObject("spec").put("cancel", true);
    return patch;
  }
}
