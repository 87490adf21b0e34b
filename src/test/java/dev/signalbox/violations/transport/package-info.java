/** A transport package, whose classes may use the Kubernetes client. */
@NullMarked
@TransportPackage
package dev.signalbox.violations.transport;

import dev.signalbox.remote.TransportPackage;
import org.jspecify.annotations.NullMarked;
