package dev.signalbox.snapshots.coverage;

import dev.signalbox.snapshots.velero.ResourceJson;
import dev.signalbox.snapshots.velero.ResourceMetadata;
import tools.jackson.databind.JsonNode;

/**
 * A PersistentVolumeClaim.
 *
 * @param bound whether it has a volume
 */
public record VolumeClaim(ResourceMetadata metadata, String storageClass, boolean bound) {

  /** Reads a PersistentVolumeClaim ({@code v1}). */
  public static VolumeClaim read(JsonNode object) {
    ResourceJson json = ResourceJson.of(object);
    return new VolumeClaim(
        ResourceMetadata.read(json),
        json.text("spec", "storageClassName"),
        json.text("status", "phase").equals("Bound"));
  }

  public String namespace() {
    return metadata.namespace();
  }

  public String name() {
    return metadata.name();
  }
}
