package dev.signalbox.sandbox.velero;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The times of schedules, as far as the simulated server needs them: five fields, macros, the
 * "every" macro in hours, minutes and seconds, and {@code CRON_TZ}. The product has its own parser.
 */
final class CronExpressions {

  private static final Map<String, String> MACROS =
      Map.of(
          "@yearly", "0 0 1 1 *",
          "@annually", "0 0 1 1 *",
          "@monthly", "0 0 1 * *",
          "@weekly", "0 0 * * 0",
          "@daily", "0 0 * * *",
          "@midnight", "0 0 * * *",
          "@hourly", "0 * * * *");
  private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");
  private static final List<String> MONTHS =
      List.of(
          "", "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
  private static final int SEARCH_YEARS = 5;

  private CronExpressions() {}

  /**
   * Returns the first time after the given one, or null if there is none in five years.
   *
   * @throws IllegalArgumentException if the server refuses the expression
   */
  static @Nullable Instant next(String expression, Instant after) {
    String text = expression.strip();
    if (text.startsWith("@every ")) {
      String duration = text.substring(7).strip().toUpperCase(Locale.ROOT);
      return after.plus(Duration.parse("PT" + duration));
    }
    ZoneId zone = ZoneOffset.UTC;
    if (text.startsWith("CRON_TZ=") || text.startsWith("TZ=")) {
      int space = text.indexOf(' ');
      zone = ZoneId.of(text.substring(text.indexOf('=') + 1, space));
      text = text.substring(space).strip();
    }
    List<String> fields = List.of(MACROS.getOrDefault(text, text).split("\\s+", -1));
    if (fields.size() != 5) {
      throw new IllegalArgumentException(
          "invalid schedule: expected exactly 5 fields, found %d: [%s]"
              .formatted(fields.size(), expression));
    }
    return search(fields, ZonedDateTime.ofInstant(after, zone));
  }

  private static @Nullable Instant search(List<String> fields, ZonedDateTime after) {
    BitSet minutes = parse(fields.get(0), 0, 59, List.of());
    BitSet hours = parse(fields.get(1), 0, 23, List.of());
    BitSet days = parse(fields.get(2), 1, 31, List.of());
    BitSet months = parse(fields.get(3), 1, 12, MONTHS);
    BitSet weekdays = parse(fields.get(4), 0, 6, DAYS);
    boolean both = isStar(fields.get(2)) || isStar(fields.get(4));
    ZonedDateTime end = after.plusYears(SEARCH_YEARS);
    ZonedDateTime time = after.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
    while (time.isBefore(end)) {
      boolean day = days.get(time.getDayOfMonth());
      boolean weekday = weekdays.get(time.getDayOfWeek().getValue() % 7);
      if (!months.get(time.getMonthValue()) || !(both ? day && weekday : day || weekday)) {
        time = time.truncatedTo(ChronoUnit.DAYS).plusDays(1);
      } else if (!hours.get(time.getHour())) {
        time = time.truncatedTo(ChronoUnit.HOURS).plusHours(1);
      } else if (!minutes.get(time.getMinute())) {
        time = time.plusMinutes(1);
      } else {
        return time.toInstant();
      }
    }
    return null;
  }

  private static boolean isStar(String field) {
    return field.equals("*") || field.equals("?");
  }

  private static BitSet parse(String field, int min, int max, List<String> names) {
    BitSet values = new BitSet();
    for (String part : List.of(field.split(",", -1))) {
      List<String> stepped = List.of(part.split("/", -1));
      int step = stepped.size() > 1 ? Integer.parseInt(stepped.get(1)) : 1;
      int from = min;
      int to = max;
      if (!isStar(stepped.getFirst())) {
        List<String> range = List.of(stepped.getFirst().split("-", -1));
        from = number(range.getFirst(), names);
        to = range.size() > 1 ? number(range.get(1), names) : stepped.size() > 1 ? max : from;
      }
      if (from < min || to > max || from > to || step < 1) {
        throw new IllegalArgumentException(
            "invalid schedule: %s is out of range (%d-%d)".formatted(part, min, max));
      }
      for (int value = from; value <= to; value += step) {
        values.set(value);
      }
    }
    return values;
  }

  private static int number(String text, List<String> names) {
    int name = names.indexOf(text.toUpperCase(Locale.ROOT));
    if (name >= 0 && !text.isEmpty()) {
      return name;
    }
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "invalid schedule: failed to parse int from %s".formatted(text), e);
    }
  }
}
