/**
 * Which backups the console deletes and which it keeps, next to Velero's time to live. Velero has
 * no "keep last N" rule and also deletes the last good backup when it expires. The rules are
 * applied by requests to delete backups.
 */
@NullMarked
package dev.signalbox.snapshots.retention;

import org.jspecify.annotations.NullMarked;
