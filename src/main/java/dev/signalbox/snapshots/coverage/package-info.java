/**
 * Which volumes of the installation a backup saves, and whether a finished backup contains them.
 * Velero doesn't warn of a volume that it leaves out.
 */
@NullMarked
package dev.signalbox.snapshots.coverage;

import org.jspecify.annotations.NullMarked;
