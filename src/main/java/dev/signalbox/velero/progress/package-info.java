/** Progress of the volumes of a running backup or restore: totals, speed and remaining time. */
@NamedInterface("progress")
@NullMarked
package dev.signalbox.velero.progress;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
