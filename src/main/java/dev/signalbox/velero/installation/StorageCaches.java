package dev.signalbox.velero.installation;

import dev.signalbox.kubernetes.ResourceCache;

/**
 * The caches of what new volumes need. Each starts with its first use, and is empty without the
 * optional permission to read it.
 *
 * @param capacities absent before Kubernetes 1.24
 */
public record StorageCaches(
    ResourceCache<StorageClass> classes, ResourceCache<StorageCapacity> capacities) {}
