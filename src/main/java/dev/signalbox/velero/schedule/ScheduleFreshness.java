package dev.signalbox.velero.schedule;

import dev.signalbox.velero.schedule.cron.CronSchedule;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Age of the newest good backup of a schedule, compared with the interval of its runs. */
public enum ScheduleFreshness {
  FRESH,
  /** More than one interval and an hour. */
  LATE,
  /** More than two intervals and an hour. */
  OVERDUE;

  private static final Duration TOLERANCE = Duration.ofHours(1);

  /**
   * Rates the newest good backup. Intervals are those of the schedule, so that a weekend without
   * runs isn't late.
   *
   * @param lastGood start of the newest good backup, or the creation of the schedule
   */
  public static ScheduleFreshness of(CronSchedule cron, Instant lastGood, Instant now) {
    @Nullable Instant first = cron.next(lastGood);
    @Nullable Instant second = first == null ? null : cron.next(first);
    if (second != null && second.plus(TOLERANCE).isBefore(now)) {
      return OVERDUE;
    }
    return first != null && first.plus(TOLERANCE).isBefore(now) ? LATE : FRESH;
  }
}
