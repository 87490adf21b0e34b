/** Runs of schedules: expected, missed and next ones, and the age of the last good backup. */
@NullMarked
package dev.signalbox.snapshots.schedule;

import org.jspecify.annotations.NullMarked;
