package dev.signalbox.velero.schedule;

import dev.signalbox.velero.Backup;
import dev.signalbox.velero.BackupSchedule;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A backup that a schedule created. It may have been deleted since.
 *
 * @param startedAt start or, before the start, creation
 * @param completedAt null while it runs
 */
public record ScheduledRun(Instant startedAt, @Nullable Instant completedAt) {

  /** Returns the run of a backup, or null if another schedule or a user started it. */
  public static @Nullable ScheduledRun of(Backup backup, BackupSchedule schedule) {
    @Nullable Instant start = backup.sortTime();
    return start == null || !schedule.made(backup)
        ? null
        : new ScheduledRun(start, backup.status().completedAt());
  }
}
