/**
 * Files of a backup or restore in the object storage: log, results and volume infos. They are
 * downloaded through a signed URL and may be large, damaged or encoded otherwise.
 */
@NamedInterface("logs")
@NullMarked
package dev.signalbox.velero.logs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
