package dev.signalbox.velero;

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
 * @param claim name of the claim; empty if the volume has none or Velero didn't record it
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
    String claim,
    String pvcUid,
    String uploaderType,
    @Nullable Long incrementalBytes,
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
        json.at("metadata", "annotations").text(VeleroLabels.PVC_NAME),
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
        json.text("spec", "sourcePVC"),
        mover.isEmpty() ? "kopia" : mover);
  }

  private static VolumeBackup read(
      Source source,
      ResourceJson json,
      String namespace,
      String pod,
      String volume,
      String claim,
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
        claim.intern(),
        labels.text(VeleroLabels.PVC_UID).intern(),
        (uploader.isEmpty() ? "restic" : uploader).intern(),
        json.optionalNumber("status", "incrementalBytes"),
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

  /** Returns whether the volume has a claim, also if its name is unknown. */
  public boolean hasClaim() {
    return !claim.isEmpty() || !pvcUid.isEmpty();
  }

  /** Returns the name of the pod without the suffixes of a ReplicaSet and its pod. */
  public String workload() {
    return workload(podName);
  }

  /** Returns the name of a pod of a Deployment without the suffixes of its ReplicaSet and pod. */
  public static String workload(String pod) {
    return pod.replaceAll("-[a-z0-9]{5,10}-[a-z0-9]{5}$", "");
  }

  /** Returns whether the data is in the object storage. */
  public boolean hasData() {
    return status.phase() == TransferPhase.COMPLETED;
  }
}
