/**
 * Resources that Signalbox sends to Velero, as JSON, and the equivalent velero and kubectl
 * commands. Only {@code metadata} and {@code spec} are written; the status belongs to Velero.
 */
@NullMarked
package dev.signalbox.snapshots.request;

import org.jspecify.annotations.NullMarked;
