/** Reads the permissions of the service account and the capabilities of the API server. */
@NullMarked
@TransportPackage
package dev.signalbox.kubernetes.access;

import dev.signalbox.remote.TransportPackage;
import org.jspecify.annotations.NullMarked;
