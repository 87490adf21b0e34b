/**
 * Requests to the API server, for adapters: {@link dev.signalbox.kubernetes.client.KubernetesCalls}
 * is the only way to send one. Retries, time limits, metrics and the translation of failures are
 * there.
 */
@NamedInterface("client")
@NullMarked
@TransportPackage
package dev.signalbox.kubernetes.client;

import dev.signalbox.remote.TransportPackage;
import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
