/** Runs of schedules: expected, missed and next ones, and the age of the last good backup. */
@NamedInterface("schedule")
@NullMarked
package dev.signalbox.velero.schedule;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
