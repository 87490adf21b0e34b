package dev.signalbox.velero.schedule.cron;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Compares the next run of random expressions with a search minute by minute. */
class CronReferenceTests {

  private static final int EXPRESSIONS = 300;
  private static final int MINUTES = 40 * 24 * 60;
  private static final List<String> ZONES =
      List.of("UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe");

  @ParameterizedTest
  @EnumSource(CronDialect.class)
  void findsTheSameNextRunAsASearchMinuteByMinute(CronDialect dialect) throws CronSyntaxException {
    Random random = new Random(42);
    for (int i = 0; i < EXPRESSIONS; i++) {
      String text = expression(random);
      ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
      Instant start =
          Instant.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextInt(365 * 24 * 3600));
      @Nullable Instant expected = search(text.split(" "), dialect, start, zone);
      @Nullable Instant actual = CronParser.parse(text, dialect, zone).next(start);

      String description = "%s of %s in %s after %s".formatted(text, dialect, zone, start);
      if (expected == null) {
        assertThat(actual == null || actual.isAfter(start.plus(MINUTES, ChronoUnit.MINUTES)))
            .as(description)
            .isTrue();
      } else {
        assertThat(actual).as(description).isEqualTo(expected);
      }
    }
  }

  private static @Nullable Instant search(
      String[] fields, CronDialect dialect, Instant start, ZoneId zone) {
    Instant minute = start.truncatedTo(ChronoUnit.MINUTES);
    for (int i = 0; i < MINUTES; i++) {
      minute = minute.plusSeconds(60);
      if (matches(fields, dialect, minute.atZone(zone))) {
        return minute;
      }
    }
    return null;
  }

  private static boolean matches(String[] fields, CronDialect dialect, ZonedDateTime time) {
    boolean day = matches(fields[2], time.getDayOfMonth(), 1, 31);
    boolean weekday = matches(fields[4], time.getDayOfWeek().getValue() % 7, 0, 6);
    boolean both = isStar(fields[2], dialect) || isStar(fields[4], dialect);
    return matches(fields[0], time.getMinute(), 0, 59)
        && matches(fields[1], time.getHour(), 0, 23)
        && matches(fields[3], time.getMonthValue(), 1, 12)
        && (both ? day && weekday : day || weekday);
  }

  private static boolean isStar(String field, CronDialect dialect) {
    return List.of(field.split(",")).stream()
        .anyMatch(
            part ->
                part.equals("*")
                    || part.equals("*/1")
                    || (part.startsWith("*/") && dialect == CronDialect.V1));
  }

  private static boolean matches(String field, int value, int min, int max) {
    return List.of(field.split(",")).stream().anyMatch(part -> inRange(part, value, min, max));
  }

  private static boolean inRange(String part, int value, int min, int max) {
    String[] rangeAndStep = part.split("/", -1);
    String[] ends = rangeAndStep[0].split("-", -1);
    int step = rangeAndStep.length > 1 ? Integer.parseInt(rangeAndStep[1]) : 1;
    int from = ends[0].equals("*") ? min : Integer.parseInt(ends[0]);
    int to =
        ends.length > 1
            ? Integer.parseInt(ends[1])
            : ends[0].equals("*") || rangeAndStep.length > 1 ? max : from;
    return value >= from && value <= to && (value - from) % step == 0;
  }

  private static String expression(Random random) {
    return String.join(
        " ",
        field(random, 0, 59),
        field(random, 0, 23),
        field(random, 1, 31),
        random.nextInt(3) == 0 ? field(random, 1, 12) : "*",
        field(random, 0, 6));
  }

  private static String field(Random random, int min, int max) {
    return IntStream.range(0, random.nextInt(5) == 0 ? 2 : 1)
        .mapToObj(i -> part(random, min, max))
        .collect(Collectors.joining(","));
  }

  private static String part(Random random, int min, int max) {
    int from = random.nextInt(min, max + 1);
    int to = random.nextInt(from, max + 1);
    int step = random.nextInt(1, 9);
    return switch (random.nextInt(6)) {
      case 0, 1 -> "*";
      case 2 -> "*/" + step;
      case 3 -> from + "-" + to;
      case 4 -> from + "-" + to + "/" + step;
      default -> random.nextBoolean() ? Integer.toString(from) : from + "/" + step;
    };
  }
}
