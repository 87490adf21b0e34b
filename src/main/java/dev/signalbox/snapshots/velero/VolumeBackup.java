package dev.signalbox.snapshots.velero;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Backup of one volume: a PodVolumeBackup, which reads the files of a pod's volume, or a
 * DataUpload, which uploads a CSI snapshot.
 *
 * @param backupName label value; see {@link VeleroNames#labelValue}
 * @param backupUid empty if Velero set no label
 * @param podName empty for a DataUpload
 * @param volume name of the volume in the pod, or of the claim for a DataUpload
 * @param incrementalBytes bytes that were uploaded, since Velero 1.18; otherwise null
 */
public record VolumeBackup(
    Source source,
    String name,
    String uid,
    @Nullable Instant createdAt,
    String backupName,
    String backupUid,
    String namespace,
    String podName,
    String volume,
    String pvcUid,
    String uploaderType,
    String storageLocation,
    String snapshotId,
    @Nullable Long incrementalBytes,
    boolean cancelRequested,
    TransferStatus status) {

  /** Kind of the custom resource. */
  public enum Source {
    POD_VOLUME_BACKUP,
    DATA_UPLOAD
  }

  /** Reads a PodVolumeBackup ({@code velero.io/v1}). */
  public static VolumeBackup ofPodVolumeBackup(JsonNode object) {
    ResourceJson json = ResourceJson.of(object);
    return read(
        Source.POD_VOLUME_BACKUP,
        json,
        json.text("spec", "pod", "namespace"),
        json.text("spec", "pod", "name"),
        json.text("spec", "volume"),
        json.text("spec", "uploaderType"));
  }

  /** Reads a DataUpload ({@code velero.io/v2alpha1}). */
  public static VolumeBackup ofDataUpload(JsonNode object) {
    ResourceJson json = ResourceJson.of(object);
    String mover = json.text("spec", "datamover");
    return read(
        Source.DATA_UPLOAD,
        json,
        json.text("spec", "sourceNamespace"),
        "",
        json.text("spec", "sourcePVC"),
        mover.isEmpty() ? "kopia" : mover);
  }

  private static VolumeBackup read(
      Source source,
      ResourceJson json,
      String namespace,
      String pod,
      String volume,
      String uploader) {
    ResourceJson labels = json.at("metadata", "labels");
    return new VolumeBackup(
        source,
        json.text("metadata", "name"),
        json.text("metadata", "uid"),
        json.instant("metadata", "creationTimestamp"),
        labels.text(VeleroLabels.BACKUP_NAME).intern(),
        labels.text(VeleroLabels.BACKUP_UID).intern(),
        namespace.intern(),
        pod.intern(),
        volume.intern(),
        labels.text(VeleroLabels.PVC_UID).intern(),
        (uploader.isEmpty() ? "restic" : uploader).intern(),
        json.text("spec", "backupStorageLocation").intern(),
        json.text("status", "snapshotID"),
        json.optionalNumber("status", "incrementalBytes"),
        json.isTrue("spec", "cancel"),
        TransferStatus.read(json));
  }

  /**
   * Returns whether this is part of the backup. A volume of an older backup of the same name has
   * another UID; one without a UID belongs to any backup of its name.
   */
  public boolean belongsTo(Backup backup) {
    return backupName.equals(VeleroNames.labelValue(backup.name()))
        && (backupUid.isEmpty() || backupUid.equals(backup.uid()));
  }

  /** Returns whether the data is in the object storage. */
  public boolean hasData() {
    return status.phase() == TransferPhase.COMPLETED;
  }
}
