/** Reads and writes the ConfigMap with the policy. */
@TransportPackage
@NullMarked
package dev.signalbox.artifacts.policy.configmap;

import dev.signalbox.remote.TransportPackage;
import org.jspecify.annotations.NullMarked;
