/**
 * Velero: its resources, their current state, decisions about them, and the ports that change them.
 * Contains no pages.
 *
 * <p>This package contains the custom resources of Velero 1.6 to 1.18 as records. Their readers
 * accept any JSON: a missing status, an unknown phase or a value of another type never fails.
 *
 * <p>Subpackages: {@code state} keeps the current resources, {@code client} reads and writes them,
 * {@code commands} contains the ports that change them, {@code files} the files of a backup, and
 * {@code status} the Velero server. The others decide without I/O: {@code schedule} computes runs
 * and the age of the last good backup, {@code coverage} which volumes are saved, {@code progress}
 * the speed of transfers, {@code health} whether snapshots are available, {@code diagnosis} why an
 * operation doesn't progress, {@code storage} explains errors of the object storage and the growth
 * of volumes, {@code logs} reads the files of a backup, and {@code request} builds the resources
 * and commands that are sent.
 */
@ApplicationModule(
    allowedDependencies = {
      "kubernetes",
      "kubernetes :: client",
      "kubernetes :: informer",
      "kubernetes :: ui",
      "live",
      "remote",
      "secrets",
      "web"
    })
@NullMarked
package dev.signalbox.velero;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
