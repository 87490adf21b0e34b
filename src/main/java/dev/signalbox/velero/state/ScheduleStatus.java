package dev.signalbox.velero.state;

import dev.signalbox.velero.BackupSchedule;
import dev.signalbox.velero.schedule.ScheduleRuns;
import dev.signalbox.velero.schedule.cron.CronSchedule;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A schedule with its runs.
 *
 * @param cron null if the expression is invalid
 * @param cronError why the expression is invalid; otherwise empty
 * @param runs null if the expression is invalid
 */
public record ScheduleStatus(
    BackupSchedule schedule,
    @Nullable CronSchedule cron,
    String cronError,
    @Nullable ScheduleRuns runs) {

  /** Returns the next run; empty while the schedule is paused or invalid. */
  public Optional<Instant> next() {
    return runs == null ? Optional.empty() : Optional.ofNullable(runs.next());
  }

  /** Returns the missed runs of the last 7 days, oldest first. */
  public List<Instant> missed() {
    return runs == null ? List.of() : runs.missed();
  }
}
