package dev.signalbox.velero.installation;

import dev.signalbox.kubernetes.CacheStatus;
import dev.signalbox.kubernetes.ResourceCache;
import dev.signalbox.velero.ResourceJson;
import dev.signalbox.velero.ResourceMetadata;
import dev.signalbox.velero.coverage.VolumeClaim;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The caches of the installation's workloads and services, and of what new volumes need. Each
 * starts with its first use.
 *
 * @param storageClasses empty without the optional permission to read them
 * @param storageCapacities as the storage classes; absent before Kubernetes 1.24
 */
public record InstallationCaches(
    ResourceCache<InstallationWorkload> deployments,
    ResourceCache<InstallationWorkload> statefulSets,
    ResourceCache<InstallationService> services,
    ResourceCache<StorageClass> storageClasses,
    ResourceCache<StorageCapacity> storageCapacities) {

  /** Returns Deployments and StatefulSets, ordered by kind and name. */
  public List<InstallationWorkload> workloads() {
    return Stream.of(deployments, statefulSets).flatMap(cache -> cache.list().stream()).toList();
  }

  /** Returns the services with a load balancer. */
  public List<InstallationService> loadBalancers() {
    return services.list().stream().filter(InstallationService::loadBalancer).toList();
  }

  /** Returns how current the workloads and services are. */
  public List<CacheStatus> statuses() {
    return Stream.of(deployments, statefulSets, services)
        .<CacheStatus>map(ResourceCache::status)
        .toList();
  }

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
}
