package dev.signalbox.velero.installation;

import dev.signalbox.velero.ResourceJson;
import dev.signalbox.velero.coverage.VolumeClaim;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The free capacity of a storage class in one segment of the cluster, such as a node. Drivers of
 * network storage usually publish none.
 *
 * @param free bytes; null if the driver doesn't know
 * @param largest bytes of the largest volume that fits; null if the driver doesn't know
 */
public record StorageCapacity(String storageClass, @Nullable Long free, @Nullable Long largest) {

  /** Reads a CSIStorageCapacity ({@code storage.k8s.io/v1}). */
  public static StorageCapacity read(JsonNode object) {
    ResourceJson json = ResourceJson.of(object);
    @Nullable Long free = VolumeClaim.bytes(json.text("capacity"));
    @Nullable Long largest = VolumeClaim.bytes(json.text("maximumVolumeSize"));
    return new StorageCapacity(
        json.text("storageClassName"), free, largest == null ? free : largest);
  }
}
