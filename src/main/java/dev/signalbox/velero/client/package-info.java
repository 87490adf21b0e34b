/** Reads Velero's objects with the Kubernetes client, and the files of backups. */
@NullMarked
@TransportPackage
package dev.signalbox.velero.client;

import dev.signalbox.remote.TransportPackage;
import org.jspecify.annotations.NullMarked;
