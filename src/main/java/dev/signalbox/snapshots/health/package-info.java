/** Whether snapshots are available: the checks of Velero's parts, each with a remedy. */
@NullMarked
package dev.signalbox.snapshots.health;

import org.jspecify.annotations.NullMarked;
