package dev.signalbox.velero.schedule.cron;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A schedule of five fields. A run is due in each minute whose local time matches: a time that a
 * change to daylight saving time skips has no run, and a repeated one has two.
 *
 * @param zone {@code CRON_TZ}, or the time zone of the Velero server
 */
record FieldSchedule(
    CronField minute,
    CronField hour,
    CronField dayOfMonth,
    CronField month,
    CronField dayOfWeek,
    ZoneId zone)
    implements CronSchedule {

  private static final int MAX_YEARS = 5;

  @Override
  public @Nullable Instant next(Instant after) {
    ZonedDateTime start = after.plusSeconds(1).atZone(zone);
    int lastYear = start.getYear() + MAX_YEARS;
    LocalDate date = start.toLocalDate();
    while (date.getYear() <= lastYear) {
      if (!month.matches(date.getMonthValue())) {
        date = date.withDayOfMonth(1).plusMonths(1);
        continue;
      }
      if (matchesDay(date)) {
        @Nullable Instant run = firstOn(date, after);
        if (run != null) {
          return run;
        }
      }
      date = date.plusDays(1);
    }
    return null;
  }

  /**
   * Returns whether the day fields match: both if one of them counts as {@code *}, otherwise any of
   * them.
   */
  boolean matchesDay(LocalDate date) {
    return matchesDay(date.getDayOfMonth(), date.getDayOfWeek().getValue() % 7);
  }

  boolean matchesDay(int day, int weekday) {
    boolean first = dayOfMonth.matches(day);
    boolean second = dayOfWeek.matches(weekday);
    return requiresBothDays() ? first && second : first || second;
  }

  boolean requiresBothDays() {
    return dayOfMonth.star() || dayOfWeek.star();
  }

  private @Nullable Instant firstOn(LocalDate date, Instant after) {
    ZonedDateTime time = date.atStartOfDay(zone);
    if (time.toInstant().compareTo(after) <= 0) {
      time = after.atZone(zone).truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
    }
    while (time.toLocalDate().equals(date)) {
      if (!hour.matches(time.getHour())) {
        time = time.plusMinutes(60 - time.getMinute());
      } else if (minute.matches(time.getMinute())) {
        return time.toInstant();
      } else {
        time = time.plusMinutes(1);
      }
    }
    return null;
  }
}
