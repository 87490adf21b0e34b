package dev.signalbox.velero.schedule;

import dev.signalbox.velero.BackupSchedule;
import dev.signalbox.velero.schedule.cron.CronSchedule;
import dev.signalbox.velero.schedule.cron.IntervalSchedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Expected runs of a schedule compared with those that took place. Velero keeps no record of runs
 * that it skipped, and starts a late run for the last missed one only.
 *
 * @param missed expected runs without a backup until the next expected run, oldest first
 * @param next the next run; null while the schedule is paused or invalid, or if there is none
 */
public record ScheduleRuns(List<MissedRun> missed, @Nullable Instant next) {

  /**
   * How late a backup may start. Velero checks schedules once a minute, and the backup waits while
   * another one is running.
   */
  public static final Duration TOLERANCE = Duration.ofMinutes(5);

  private static final int MAX_RUNS = 3000;

  /** An expected run without a backup. */
  public record MissedRun(Instant expectedAt, Reason reason) {}

  /** Why there was no run. */
  public enum Reason {
    /** The previous backup of the schedule was still running; Velero then skips the run. */
    PREVIOUS_STILL_RUNNING,
    /** Velero was down, or the schedule was paused, deleted or invalid at that time. */
    UNKNOWN
  }

  /**
   * Compares expected with actual runs.
   *
   * @param runs all known runs of the schedule, including those of deleted backups
   * @param since start of the comparison: the schedule had its current times since then, and runs
   *     since then are known
   * @param pausedSince start of the current pause if known; a paused schedule expects no runs since
   *     then, or none at all if it is unknown
   */
  public static ScheduleRuns compare(
      BackupSchedule schedule,
      CronSchedule cron,
      Collection<ScheduledRun> runs,
      Instant since,
      @Nullable Instant pausedSince,
      Instant now) {
    // a run that Velero skipped on request follows an edit or a pause: earlier times were others
    Instant start =
        latest(latest(since, schedule.metadata().createdAt()), schedule.lastSkippedAt());
    Instant end = end(schedule, pausedSince, now);
    TreeMap<Instant, @Nullable Instant> actual = new TreeMap<>();
    runs.forEach(run -> actual.put(run.startedAt(), run.completedAt()));
    if (schedule.lastBackupAt() != null) {
      actual.putIfAbsent(schedule.lastBackupAt(), schedule.lastBackupAt());
    }
    List<MissedRun> missed = new ArrayList<>();
    @Nullable Instant expected = cron.next(start);
    for (int i = 0; expected != null && !expected.isAfter(end) && i < MAX_RUNS; i++) {
      @Nullable Instant following = following(cron, expected, actual);
      if (!tookPlace(expected, following, actual) && !isOnTime(expected, now)) {
        missed.add(new MissedRun(expected, reason(expected, actual)));
      }
      expected = following;
    }
    return new ScheduleRuns(List.copyOf(missed), next(schedule, cron, now));
  }

  /** Returns the next run as Velero computes it, from its last backup or skip. */
  public static @Nullable Instant next(BackupSchedule schedule, CronSchedule cron, Instant now) {
    if (schedule.paused() || schedule.phase() == BackupSchedule.SchedulePhase.FAILED_VALIDATION) {
      return null;
    }
    Instant from =
        latest(
            latest(
                schedule.metadata().createdAt() == null ? now : schedule.metadata().createdAt(),
                schedule.lastBackupAt()),
            schedule.lastSkippedAt());
    @Nullable Instant next = cron.next(from);
    if (next == null || next.isAfter(now)) {
      return next;
    }
    // overdue: skipped once if requested, otherwise started at the next reconciliation
    return schedule.skipImmediately() ? cron.next(now) : now;
  }

  /** Returns the run after an expected one; intervals start with the actual backup. */
  private static @Nullable Instant following(
      CronSchedule cron, Instant expected, TreeMap<Instant, @Nullable Instant> actual) {
    @Nullable Instant planned = cron.next(expected);
    @Nullable Instant started = actual.ceilingKey(expected);
    return cron instanceof IntervalSchedule
            && planned != null
            && started != null
            && started.isBefore(planned)
        ? cron.next(started)
        : planned;
  }

  private static Instant end(BackupSchedule schedule, @Nullable Instant pausedSince, Instant now) {
    if (!schedule.paused()) {
      return now;
    }
    return pausedSince == null ? Instant.MIN : pausedSince;
  }

  private static boolean isOnTime(Instant expected, Instant now) {
    return expected.plus(TOLERANCE).isAfter(now);
  }

  /** Returns whether a backup started before the next run. */
  private static boolean tookPlace(
      Instant expected, @Nullable Instant following, TreeMap<Instant, @Nullable Instant> actual) {
    @Nullable Instant started = actual.ceilingKey(expected);
    return started != null && (following == null || started.isBefore(following));
  }

  private static Reason reason(Instant expected, TreeMap<Instant, @Nullable Instant> actual) {
    var previous = actual.lowerEntry(expected);
    if (previous == null) {
      return Reason.UNKNOWN;
    }
    @Nullable Instant completed = previous.getValue();
    return completed == null || completed.isAfter(expected)
        ? Reason.PREVIOUS_STILL_RUNNING
        : Reason.UNKNOWN;
  }

  private static Instant latest(Instant one, @Nullable Instant other) {
    return other == null || one.isAfter(other) ? one : other;
  }
}
