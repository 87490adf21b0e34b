/**
 * Velero and its objects in memory: caches of the resources, and values derived from them when they
 * change. Pages are rendered from here without a request to the API server.
 */
@NamedInterface("state")
@NullMarked
package dev.signalbox.velero.state;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
