package dev.signalbox.velero.schedule;

import dev.signalbox.velero.BackupSchedule;
import dev.signalbox.velero.schedule.cron.CronSchedule;
import dev.signalbox.velero.schedule.cron.IntervalSchedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Expected runs of a schedule compared with those that took place. Velero keeps no record of runs
 * that it skipped, and starts a late run for the last missed one only.
 *
 * @param missed expected runs without a backup until the next expected run, oldest first
 * @param next the next run; null while the schedule is paused or invalid, or if there is none
 */
public record ScheduleRuns(List<Instant> missed, @Nullable Instant next) {

  /**
   * How late a backup may start. Velero checks schedules once a minute, and the backup waits while
   * another one is running.
   */
  public static final Duration TOLERANCE = Duration.ofMinutes(5);

  private static final int MAX_RUNS = 3000;

  /**
   * Compares expected with actual runs. A paused schedule expects none.
   *
   * @param runs starts of all known runs of the schedule, including those of deleted backups
   * @param since start of the comparison: the schedule had its current times since then, and runs
   *     since then are known
   */
  public static ScheduleRuns compare(
      BackupSchedule schedule,
      CronSchedule cron,
      Collection<Instant> runs,
      Instant since,
      Instant now) {
    // a run that Velero skipped on request follows an edit or a pause: earlier times were others
    Instant start =
        latest(latest(since, schedule.metadata().createdAt()), schedule.lastSkippedAt());
    Instant end = schedule.paused() ? Instant.MIN : now;
    NavigableSet<Instant> actual = new TreeSet<>(runs);
    if (schedule.lastBackupAt() != null) {
      actual.add(schedule.lastBackupAt());
    }
    List<Instant> missed = new ArrayList<>();
    @Nullable Instant expected = cron.next(start);
    for (int i = 0; expected != null && !expected.isAfter(end) && i < MAX_RUNS; i++) {
      @Nullable Instant following = following(cron, expected, actual);
      if (!tookPlace(expected, following, actual) && !isOnTime(expected, now)) {
        missed.add(expected);
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
      CronSchedule cron, Instant expected, NavigableSet<Instant> actual) {
    @Nullable Instant planned = cron.next(expected);
    @Nullable Instant started = actual.ceiling(expected);
    return cron instanceof IntervalSchedule
            && planned != null
            && started != null
            && started.isBefore(planned)
        ? cron.next(started)
        : planned;
  }

  private static boolean isOnTime(Instant expected, Instant now) {
    return expected.plus(TOLERANCE).isAfter(now);
  }

  /** Returns whether a backup started before the next run. */
  private static boolean tookPlace(
      Instant expected, @Nullable Instant following, NavigableSet<Instant> actual) {
    @Nullable Instant started = actual.ceiling(expected);
    return started != null && (following == null || started.isBefore(following));
  }

  private static Instant latest(Instant one, @Nullable Instant other) {
    return other == null || one.isAfter(other) ? one : other;
  }
}
