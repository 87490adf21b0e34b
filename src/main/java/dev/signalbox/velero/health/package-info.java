/** Whether snapshots are available: the checks of Velero's parts, each with a remedy. */
@NamedInterface("health")
@NullMarked
package dev.signalbox.velero.health;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
