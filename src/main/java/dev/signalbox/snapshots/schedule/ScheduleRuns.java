package dev.signalbox.snapshots.schedule;

import dev.signalbox.snapshots.schedule.cron.CronSchedule;
import dev.signalbox.snapshots.velero.BackupSchedule;
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
 * @param lastExpected the newest expected run; null before the first one
 * @param next the next run; null while the schedule is paused or invalid, or if there is none
 */
public record ScheduleRuns(
    List<MissedRun> missed, @Nullable Instant lastExpected, @Nullable Instant next) {

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
   * @param since begin of the comparison: the schedule had its current times since then, and runs
   *     since then are known
   * @param pausedSince begin of the current pause if known; a paused schedule expects no runs since
   *     then, or none at all if it is unknown
   */
  public static ScheduleRuns compare(
      BackupSchedule schedule,
      CronSchedule cron,
      Collection<ScheduledRun> runs,
      Instant since,
      @Nullable Instant pausedSince,
      Instant now) {
    Instant begin = latest(since, schedule.metadata().createdAt());
    Instant end = end(schedule, pausedSince, now);
    TreeMap<Instant, @Nullable Instant> actual = new TreeMap<>();
    runs.forEach(run -> actual.put(run.startedAt(), run.completedAt()));
    if (schedule.lastBackupAt() != null) {
      actual.putIfAbsent(schedule.lastBackupAt(), schedule.lastBackupAt());
    }
    List<MissedRun> missed = new ArrayList<>();
    @Nullable Instant last = null;
    @Nullable Instant expected = cron.next(begin);
    for (int i = 0; expected != null && !expected.isAfter(end) && i < MAX_RUNS; i++) {
      last = expected;
      @Nullable Instant following = cron.next(expected);
      if (!tookPlace(expected, following, actual, schedule) && !isOnTime(expected, now)) {
        missed.add(new MissedRun(expected, reason(expected, actual)));
      }
      expected = following;
    }
    return new ScheduleRuns(List.copyOf(missed), last, next(schedule, cron, now));
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

  private static Instant end(BackupSchedule schedule, @Nullable Instant pausedSince, Instant now) {
    if (!schedule.paused()) {
      return now;
    }
    return pausedSince == null ? Instant.MIN : pausedSince;
  }

  private static boolean isOnTime(Instant expected, Instant now) {
    return expected.plus(TOLERANCE).isAfter(now);
  }

  /** Returns whether a backup started, or Velero skipped a run on request, before the next one. */
  private static boolean tookPlace(
      Instant expected,
      @Nullable Instant following,
      TreeMap<Instant, @Nullable Instant> actual,
      BackupSchedule schedule) {
    Instant until = following == null ? Instant.MAX : following;
    @Nullable Instant started = actual.ceilingKey(expected);
    @Nullable Instant skipped = schedule.lastSkippedAt();
    return (started != null && started.isBefore(until))
        || (skipped != null && !skipped.isBefore(expected) && skipped.isBefore(until));
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
