/**
 * Which backups the console deletes and which it keeps, next to Velero's time to live. Velero knows
 * no "keep last N" and would also delete the last good backup.
 */
@NullMarked
package dev.signalbox.snapshots.retention;

import org.jspecify.annotations.NullMarked;
