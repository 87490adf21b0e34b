/** Why a backup, restore, deletion or download doesn't progress, with a remedy for each cause. */
@NullMarked
package dev.signalbox.snapshots.diagnosis;

import org.jspecify.annotations.NullMarked;
