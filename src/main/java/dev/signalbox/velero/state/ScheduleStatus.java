package dev.signalbox.velero.state;

import dev.signalbox.velero.BackupSchedule;
import dev.signalbox.velero.schedule.ScheduleFreshness;
import dev.signalbox.velero.schedule.ScheduleRuns;
import dev.signalbox.velero.schedule.ScheduleRuns.MissedRun;
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
 * @param freshness null if the expression is invalid or the schedule is paused
 */
public record ScheduleStatus(
    BackupSchedule schedule,
    @Nullable CronSchedule cron,
    String cronError,
    @Nullable ScheduleRuns runs,
    @Nullable ScheduleFreshness freshness) {

  /** Returns the next run; empty while the schedule is paused or invalid. */
  public Optional<Instant> next() {
    return runs == null ? Optional.empty() : Optional.ofNullable(runs.next());
  }

  /** Returns the missed runs of the last 7 days, oldest first. */
  public List<MissedRun> missed() {
    return runs == null ? List.of() : runs.missed();
  }
}
