/**
 * Schedules of snapshots: native Velero Schedules, so that they run while Signalbox is down. Pauses
 * that the installed Velero doesn't support, and skipped runs, are kept in the database.
 */
@NullMarked
package dev.signalbox.snapshots.schedules;

import org.jspecify.annotations.NullMarked;
