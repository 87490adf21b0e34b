/**
 * Snapshots: takes, schedules, keeps and deletes Velero backups, and shows whether they can be
 * restored.
 *
 * <p>{@code backups} takes, keeps and deletes snapshots, {@code schedules} manages schedules,
 * {@code retention} deletes them by rules, and {@code history} records the sizes of volumes.
 */
@ApplicationModule(
    allowedDependencies = {
      "api",
      "audit",
      "coordination",
      "kubernetes",
      "remote",
      "settings",
      "velero",
      "velero :: *",
      "web"
    })
@NullMarked
package dev.signalbox.snapshots;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
