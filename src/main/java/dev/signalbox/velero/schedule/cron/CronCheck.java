package dev.signalbox.velero.schedule.cron;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides whether a cron expression may be used, and which warnings the form shows. */
public sealed interface CronCheck {

  /** Shortest time between two runs that is accepted without confirmation. */
  Duration MIN_GAP = Duration.ofMinutes(15);

  /** Number of next runs that are shown. */
  int SHOWN_RUNS = 5;

  /** Number of next runs that are checked for {@link #MIN_GAP}. */
  int CHECKED_RUNS = 500;

  /**
   * The expression is valid.
   *
   * @param description in words, without the time zone
   * @param warnings full sentences
   */
  record Accepted(String description, List<Instant> nextRuns, List<String> warnings)
      implements CronCheck {}

  /**
   * Two runs are closer than {@link #MIN_GAP}. The expression may be used after a confirmation.
   *
   * @param message full sentences
   */
  record TooDense(Accepted check, String message) implements CronCheck {}

  /**
   * The expression must not be used.
   *
   * @param message full sentences
   */
  record Refused(String message) implements CronCheck {}

  /**
   * Checks an expression.
   *
   * @param zone time zone of the Velero server
   */
  static CronCheck of(String text, CronDialect dialect, ZoneId zone, Instant now) {
    CronSchedule schedule;
    try {
      schedule = CronParser.parse(text, dialect, zone);
    } catch (CronSyntaxException e) {
      return new Refused(String.valueOf(e.getMessage()));
    }
    List<Instant> runs = schedule.next(now, SHOWN_RUNS);
    if (runs.isEmpty()) {
      return new Refused(
          "No date in the next 5 years matches. Velero would treat the schedule as always due and"
              + " start one backup after another.");
    }
    Accepted accepted =
        new Accepted(CronDescription.of(schedule), runs, warnings(schedule, text, dialect, zone));
    @Nullable Duration gap = schedule.shortestGap(now, CHECKED_RUNS);
    return gap != null && gap.compareTo(MIN_GAP) < 0
        ? new TooDense(accepted, dense(gap))
        : accepted;
  }

  private static String dense(Duration gap) {
    String every =
        gap.compareTo(Duration.ofMinutes(1)) < 0
            ? gap.toSeconds() + " s"
            : gap.toMinutes() + " min";
    return "Runs are only "
        + every
        + " apart. Velero skips a run while the previous backup is running, and each backup costs"
        + " storage requests.";
  }

  private static List<String> warnings(
      CronSchedule schedule, String text, CronDialect dialect, ZoneId zone) {
    List<String> warnings = new ArrayList<>();
    if (schedule instanceof FieldSchedule fields) {
      if (dialect == CronDialect.V1 && changesWithV3(fields, text, zone)) {
        warnings.add(
            "Velero 1.15 and newer run this expression on other days: they combine a step in the"
                + " day of month with the day of week by OR.");
      }
      if (!fields.requiresBothDays()
          && !fields.dayOfMonth().isFull()
          && !fields.dayOfWeek().isFull()) {
        warnings.add("Day of month and day of week are combined by OR.");
      }
      if (fields.dayOfMonth().values().stream().allMatch(day -> day > 28)
          && fields.dayOfWeek().isFull()) {
        warnings.add("Months without that day are skipped.");
      }
    }
    return List.copyOf(warnings);
  }

  private static boolean changesWithV3(FieldSchedule v1, String text, ZoneId zone) {
    try {
      return CronParser.parse(text, CronDialect.V3, zone) instanceof FieldSchedule v3
          && !sameDays(v1, v3);
    } catch (CronSyntaxException e) {
      return true;
    }
  }

  private static boolean sameDays(FieldSchedule one, FieldSchedule other) {
    for (int day = 1; day <= 31; day++) {
      for (int weekday = 0; weekday < 7; weekday++) {
        if (one.matchesDay(day, weekday) != other.matchesDay(day, weekday)) {
          return false;
        }
      }
    }
    return true;
  }
}
