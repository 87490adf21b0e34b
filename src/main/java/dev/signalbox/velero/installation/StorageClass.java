package dev.signalbox.velero.installation;

import dev.signalbox.velero.ResourceJson;
import dev.signalbox.velero.ResourceMetadata;
import tools.jackson.databind.JsonNode;

/**
 * A storage class of the cluster.
 *
 * @param retainsVolumes whether a volume and its space remain when its claim is deleted
 */
public record StorageClass(String name, boolean retainsVolumes) {

  /** Reads a StorageClass ({@code storage.k8s.io/v1}). */
  public static StorageClass read(JsonNode object) {
    ResourceJson json = ResourceJson.of(object);
    return new StorageClass(
        ResourceMetadata.read(json).name(), json.text("reclaimPolicy").equals("Retain"));
  }
}
