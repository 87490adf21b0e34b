package dev.signalbox.settings;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses durations such as {@code 24h}, {@code 90m}, {@code 1h30m} or {@code 7d}. */
final class DurationParser {

  private static final Pattern SYNTAX =
      Pattern.compile("(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?");

  private DurationParser() {}

  /** Returns the duration, or null if the text is invalid or shorter than a minute. */
  static @Nullable Duration parse(String text) {
    Matcher parts = SYNTAX.matcher(text);
    if (!parts.matches()) {
      return null;
    }
    Duration duration =
        Duration.ofDays(number(parts.group(1)))
            .plusHours(number(parts.group(2)))
            .plusMinutes(number(parts.group(3)));
    return duration.isZero() ? null : duration;
  }

  private static long number(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
