/**
 * Files of a backup or restore in the object storage: log, results and volume infos. They are
 * downloaded through a signed URL and may be large, damaged or encoded otherwise.
 */
@NullMarked
package dev.signalbox.snapshots.logs;

import org.jspecify.annotations.NullMarked;
