package dev.signalbox.velero.schedule.cron;

import dev.signalbox.velero.GoDuration;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Explains a schedule in words, such as "at 02:00 on Monday through Friday". */
final class CronDescription {

  private static final int MAX_TIMES = 6;

  private CronDescription() {}

  static String of(CronSchedule schedule) {
    return switch (schedule) {
      case IntervalSchedule every ->
          "every " + shortened(GoDuration.format(every.interval())) + " after the last backup";
      case FieldSchedule fields -> times(fields) + " " + days(fields) + months(fields);
    };
  }

  private static String times(FieldSchedule fields) {
    CronField minute = fields.minute();
    CronField hour = fields.hour();
    long count = (long) minute.values().size() * hour.values().size();
    if (count == 0) {
      return "never";
    }
    if (count <= MAX_TIMES) {
      return "at " + joined(clockTimes(fields));
    }
    String minutes = minutes(minute);
    if (hour.isFull()) {
      return minutes;
    }
    @Nullable Integer step = hour.step();
    return step != null && step > 1 && hour.values().getFirst() == 0 && 24 % step == 0
        ? minutes + " of every " + ordinal(step) + " hour"
        : minutes + " from hours " + ranges(hour, hourNumber -> "%02d".formatted(hourNumber));
  }

  private static String minutes(CronField minute) {
    if (minute.isFull()) {
      return "every minute";
    }
    @Nullable Integer step = minute.step();
    if (step != null && minute.values().getFirst() == 0 && 60 % step == 0) {
      return "every " + step + " minutes";
    }
    return "at minute " + ranges(minute, Integer::toString);
  }

  private static List<String> clockTimes(FieldSchedule fields) {
    List<String> times = new ArrayList<>();
    for (int hour : fields.hour().values()) {
      for (int minute : fields.minute().values()) {
        times.add("%02d:%02d".formatted(hour, minute));
      }
    }
    return times;
  }

  private static String days(FieldSchedule fields) {
    CronField day = fields.dayOfMonth();
    CronField weekday = fields.dayOfWeek();
    String ofMonth = "on day " + ranges(day, Integer::toString) + " of the month";
    String ofWeek = "on " + ranges(weekday, CronDescription::weekday);
    if (fields.requiresBothDays()) {
      if (day.isFull()) {
        return weekday.isFull() ? "every day" : ofWeek;
      }
      return weekday.isFull()
          ? ofMonth
          : ofMonth + " if it is " + ranges(weekday, CronDescription::weekday);
    }
    return day.isFull() || weekday.isFull() ? "every day" : ofMonth + " and " + ofWeek;
  }

  private static String months(FieldSchedule fields) {
    CronField month = fields.month();
    return month.isFull()
        ? ""
        : " in "
            + ranges(month, number -> Month.of(number).getDisplayName(TextStyle.FULL, Locale.US));
  }

  private static String weekday(int number) {
    return DayOfWeek.of(number == 0 ? 7 : number).getDisplayName(TextStyle.FULL, Locale.US);
  }

  private static String ranges(CronField field, IntFunction<String> name) {
    return joined(
        field.ranges().stream()
            .map(
                range ->
                    range[0] == range[1]
                        ? name.apply(range[0])
                        : name.apply(range[0])
                            + (range[1] - range[0] == 1 ? ", " : " through ")
                            + name.apply(range[1]))
            .toList());
  }

  private static String joined(List<String> parts) {
    return parts.size() < 2
        ? String.join("", parts)
        : parts.stream().limit(parts.size() - 1L).collect(Collectors.joining(", "))
            + " and "
            + parts.getLast();
  }

  private static String ordinal(int number) {
    return switch (number) {
      case 2 -> "2nd";
      case 3 -> "3rd";
      default -> number + "th";
    };
  }

  /** Removes zero minutes and seconds from the end. */
  private static String shortened(String duration) {
    return duration.replaceAll("(?<=[hm])0s$", "").replaceAll("(?<=h)0m$", "");
  }
}
