package dev.signalbox.velero.installation;

import dev.signalbox.kubernetes.CacheStatus;
import dev.signalbox.kubernetes.ResourceCache;
import java.util.List;
import java.util.stream.Stream;

/** The caches of the installation's workloads and services. Each starts with its first use. */
public record InstallationCaches(
    ResourceCache<InstallationWorkload> deployments,
    ResourceCache<InstallationWorkload> statefulSets,
    ResourceCache<InstallationService> services) {

  /** Returns Deployments and StatefulSets, ordered by kind and name. */
  public List<InstallationWorkload> workloads() {
    return Stream.of(deployments, statefulSets).flatMap(cache -> cache.list().stream()).toList();
  }

  /** Returns the services with a load balancer. */
  public List<InstallationService> loadBalancers() {
    return services.list().stream().filter(InstallationService::loadBalancer).toList();
  }

  /** Returns how current the objects of each kind are. */
  public List<CacheStatus> statuses() {
    return Stream.of(deployments, statefulSets, services)
        .<CacheStatus>map(ResourceCache::status)
        .toList();
  }
}
