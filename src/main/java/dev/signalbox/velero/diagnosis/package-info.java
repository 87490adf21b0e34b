/** Why a backup, restore, deletion or download doesn't progress, with a remedy for each cause. */
@NamedInterface("diagnosis")
@NullMarked
package dev.signalbox.velero.diagnosis;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
