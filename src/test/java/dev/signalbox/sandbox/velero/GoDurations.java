package dev.signalbox.sandbox.velero;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Go writes them, such as {@code 720h0m0s}. */
final class GoDurations {

  private static final Pattern PART = Pattern.compile("([0-9.]+)(h|ms|m|s)");

  private GoDurations() {}

  /** Parses a duration; an empty text is zero. */
  static Duration parse(String text) {
    Duration sum = Duration.ZERO;
    Matcher parts = PART.matcher(text);
    while (parts.find()) {
      long millis =
          switch (parts.group(2)) {
            case "h" -> 3_600_000;
            case "m" -> 60_000;
            case "s" -> 1_000;
            default -> 1;
          };
      BigDecimal amount = new BigDecimal(parts.group(1)).multiply(BigDecimal.valueOf(millis));
      sum = sum.plusMillis(amount.longValue());
    }
    return sum;
  }
}
