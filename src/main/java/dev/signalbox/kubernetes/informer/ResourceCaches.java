package dev.signalbox.kubernetes.informer;

import dev.signalbox.kubernetes.ResourceCache;
import io.fabric8.kubernetes.api.model.HasMetadata;

/**
 * Creates the caches of the console. Usage in a configuration class of a transport package:
 *
 * <pre>
 * &#64;Bean
 * ResourceCache&lt;Backup&gt; backups(ResourceCaches caches, ClusterConnection cluster) {
 *   return caches.create(
 *       CacheDefinition.of(BACKUPS, BackupResource.class, BackupMapper::toBackup)
 *           .inNamespace(cluster.veleroNamespace())
 *           .publishing("snapshots"));
 * }
 * </pre>
 */
public interface ResourceCaches {

  /**
   * Creates a cache. It starts with its first use. One cache per kind and namespace is enough:
   * inject it wherever it is needed.
   */
  <R extends HasMetadata, T> ResourceCache<T> create(CacheDefinition<R, T> definition);
}
