package dev.signalbox.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A point in time, formatted: relative, and absolute in UTC.
 *
 * @param iso ISO 8601, for the {@code datetime} attribute
 * @param relative such as {@code 12 min ago} or {@code in 3 h}
 * @param absolute such as {@code 23 Nov 2026, 12:04:10 UTC}
 */
public record TimestampView(String iso, String relative, String absolute) {

  private static final DateTimeFormatter ABSOLUTE =
      DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm:ss 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  public static TimestampView of(Instant at, Clock clock) {
    return new TimestampView(at.toString(), relative(at, clock.instant()), ABSOLUTE.format(at));
  }

  /** Formats a time, or returns null if there is none. */
  public static @Nullable TimestampView ofNullable(@Nullable Instant at, Clock clock) {
    return at == null ? null : of(at, clock);
  }

  /** Formats the date in UTC: {@code 23 Nov 2026}. */
  public static String day(Instant at) {
    return DAY.format(at);
  }

  /** Formats the time of day: {@code 12:04 UTC}. */
  public static String timeOfDay(Instant at) {
    return TIME.format(at);
  }

  /** Formats a duration in at most two units: {@code 2 h 10 min}. Negative ones count as zero. */
  public static String formatDuration(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 60) {
      return seconds + " s";
    }
    long minutes = seconds / 60;
    if (minutes < 60) {
      return minutes + " min";
    }
    long hours = minutes / 60;
    if (hours < 24) {
      return minutes % 60 == 0 ? hours + " h" : hours + " h " + minutes % 60 + " min";
    }
    long days = hours / 24;
    return days >= 7 || hours % 24 == 0 ? days + " d" : days + " d " + hours % 24 + " h";
  }

  private static String relative(Instant at, Instant now) {
    Duration age = Duration.between(at, now);
    if (age.abs().toSeconds() < 5) {
      return "just now";
    }
    return age.isNegative() ? "in " + coarse(age.negated()) : coarse(age) + " ago";
  }

  private static String coarse(Duration age) {
    if (age.toMinutes() < 1) {
      return age.toSeconds() + " s";
    }
    if (age.toHours() < 1) {
      return age.toMinutes() + " min";
    }
    return age.toDays() < 1 ? age.toHours() + " h" : age.toDays() + " d";
  }
}
