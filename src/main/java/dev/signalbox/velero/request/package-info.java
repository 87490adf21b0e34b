/**
 * Resources that Signalbox sends to Velero, as JSON, and the equivalent velero and kubectl
 * commands. Only {@code metadata} and {@code spec} are written; the status belongs to Velero.
 */
@NamedInterface("request")
@NullMarked
package dev.signalbox.velero.request;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
