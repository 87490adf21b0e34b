/**
 * Restores of snapshots: checks what a restore needs, previews what it changes, runs it step by
 * step, and guides through the work after it.
 *
 * <p>A restore is a row of the table {@code snapshot_restore}. {@code RestoreStep} decides the next
 * step without I/O, {@code RestoreRunner} executes it on one instance. Routes: {@code /restores}
 * and {@code /api/v1/snapshots/{name}/restores}.
 */
@ApplicationModule(
    allowedDependencies = {
      "api",
      "audit",
      "coordination",
      "databaserestore",
      "kubernetes",
      "kubernetes :: ui",
      "live",
      "nomad",
      "nomad :: ui",
      "remote",
      "settings",
      "snapshots",
      "snapshots :: backups",
      "velero",
      "velero :: *",
      "web"
    })
@NullMarked
package dev.signalbox.restores;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
