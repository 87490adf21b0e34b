/**
 * The connection to Kubernetes, for the modules that show and operate its objects. This package
 * contains what pages and decisions use, without types of the client library:
 *
 * <ul>
 *   <li>{@link dev.signalbox.kubernetes.ResourceCache}: the objects of one kind in memory, kept up
 *       to date by a list and a watch, with their {@link dev.signalbox.kubernetes.CacheStatus}.
 *       Pages are rendered from it without a call to the API server.
 *   <li>{@link dev.signalbox.kubernetes.PermissionCheck}: what the service account may do.
 *   <li>{@link dev.signalbox.kubernetes.ApiDiscovery}: which kinds and fields the API server
 *       serves.
 *   <li>{@link dev.signalbox.kubernetes.ClusterConnection}: whether a cluster is configured, and
 *       the namespaces.
 * </ul>
 *
 * <p>Sub-packages: adapters send requests through {@code client}, and declare their caches with
 * {@code informer}; {@code ui} contains the freshness line of pages; {@code access} is internal.
 *
 * <p>Nothing here connects to a cluster before it is first used, and a missing or failing cluster
 * never delays the start or a page.
 */
@ApplicationModule(allowedDependencies = {"live", "remote", "web"})
@NullMarked
package dev.signalbox.kubernetes;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
