/** Progress of the volumes of a running backup or restore: totals, speed and remaining time. */
@NullMarked
package dev.signalbox.snapshots.progress;

import org.jspecify.annotations.NullMarked;
