/**
 * Snapshots: takes, schedules, keeps and restores Velero backups, and shows whether they can be
 * restored.
 *
 * <p>Subpackages: {@code velero} contains the resources of Velero as records and reads them from
 * JSON, and {@code state} keeps the current ones. The others decide something from these records,
 * without I/O: {@code schedule} computes runs and the age of the last good backup, {@code coverage}
 * which volumes are saved, {@code retention} which backups are deleted, {@code progress} the speed
 * of transfers, {@code health} whether snapshots are available, {@code diagnosis} why an operation
 * doesn't progress, {@code storage} explains errors of the object storage and the growth of
 * volumes, {@code logs} reads the files of a backup, and {@code request} builds the resources and
 * commands that are sent.
 */
@ApplicationModule(
    allowedDependencies = {
      "audit",
      "kubernetes",
      "kubernetes :: client",
      "kubernetes :: informer",
      "kubernetes :: ui",
      "live",
      "remote",
      "settings",
      "web"
    })
@NullMarked
package dev.signalbox.snapshots;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
