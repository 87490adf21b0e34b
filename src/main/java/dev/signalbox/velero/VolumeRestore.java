package dev.signalbox.velero;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Restore of one volume: a PodVolumeRestore or a DataDownload.
 *
 * @param restoreName label value; see {@link VeleroNames#labelValue}
 * @param podName empty for a DataDownload
 * @param volume name of the volume in the pod, or of the claim for a DataDownload
 */
public record VolumeRestore(
    String uid,
    @Nullable Instant createdAt,
    String restoreName,
    String restoreUid,
    String namespace,
    String podName,
    String volume,
    TransferStatus status) {

  /** Reads a PodVolumeRestore ({@code velero.io/v1}). */
  public static VolumeRestore ofPodVolumeRestore(JsonNode object) {
    ResourceJson json = ResourceJson.of(object);
    return read(
        json,
        json.text("spec", "pod", "namespace"),
        json.text("spec", "pod", "name"),
        json.text("spec", "volume"));
  }

  /** Reads a DataDownload ({@code velero.io/v2alpha1}). */
  public static VolumeRestore ofDataDownload(JsonNode object) {
    ResourceJson json = ResourceJson.of(object);
    ResourceJson target = json.at("spec", "targetVolume");
    return read(json, target.text("namespace"), "", target.text("pvc"));
  }

  private static VolumeRestore read(
      ResourceJson json, String namespace, String pod, String volume) {
    ResourceJson labels = json.at("metadata", "labels");
    return new VolumeRestore(
        json.text("metadata", "uid"),
        json.instant("metadata", "creationTimestamp"),
        labels.text(VeleroLabels.RESTORE_NAME).intern(),
        labels.text(VeleroLabels.RESTORE_UID).intern(),
        namespace.intern(),
        pod.intern(),
        volume.intern(),
        TransferStatus.read(json));
  }

  /** Returns whether this is part of the restore; see {@link VolumeBackup#belongsTo}. */
  public boolean belongsTo(Restore restore) {
    return restoreName.equals(VeleroNames.labelValue(restore.metadata().name()))
        && (restoreUid.isEmpty() || restoreUid.equals(restore.metadata().uid()));
  }
}
