/**
 * Which volumes of the installation a backup saves, and whether a finished backup contains them.
 * Velero doesn't warn of a volume that it leaves out.
 */
@NamedInterface("coverage")
@NullMarked
package dev.signalbox.velero.coverage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
