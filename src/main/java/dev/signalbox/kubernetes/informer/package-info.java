/**
 * Caches of Kubernetes objects. An adapter declares a {@link
 * dev.signalbox.kubernetes.informer.CacheDefinition} and creates the cache as a bean with {@link
 * dev.signalbox.kubernetes.informer.ResourceCaches}.
 */
@NamedInterface("informer")
@NullMarked
@TransportPackage
package dev.signalbox.kubernetes.informer;

import dev.signalbox.remote.TransportPackage;
import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
