package dev.signalbox.velero.schedule.cron;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * {@code @every}: runs after an interval since the last backup. Whole seconds, at least one, also
 * for a negative interval.
 */
public record IntervalSchedule(Duration interval) implements CronSchedule {

  public IntervalSchedule {
    interval =
        interval.compareTo(Duration.ofSeconds(1)) < 0
            ? Duration.ofSeconds(1)
            : interval.truncatedTo(ChronoUnit.SECONDS);
  }

  @Override
  public Instant next(Instant after) {
    return after.truncatedTo(ChronoUnit.SECONDS).plus(interval);
  }
}
