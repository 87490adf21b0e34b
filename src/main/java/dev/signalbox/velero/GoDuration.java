package dev.signalbox.velero;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Durations in the syntax of Go's {@code time.ParseDuration}, such as {@code 720h0m0s}. Days and
 * weeks are not supported. Values are limited to 292 years (63 bits of nanoseconds).
 */
public final class GoDuration {

  private static final Pattern SYNTAX =
      Pattern.compile("([-+]?)((?:(?:\\d+\\.?\\d*|\\.\\d+)(?:ns|us|µs|μs|ms|s|m|h))+)");
  private static final Pattern PART =
      Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)(ns|us|µs|μs|ms|s|m|h)");
  private static final int MAX_LENGTH = 100;

  private static final Map<String, Long> NANOSECONDS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "µs", 1_000L,
          "μs", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L);

  private GoDuration() {}

  /** Returns the duration, or null if Go would reject the text. */
  public static @Nullable Duration parse(String text) {
    if (text.matches("[-+]?0")) {
      return Duration.ZERO;
    }
    Matcher syntax = SYNTAX.matcher(text);
    if (text.length() > MAX_LENGTH || !syntax.matches()) {
      return null;
    }
    BigInteger sum = BigInteger.ZERO;
    Matcher part = PART.matcher(syntax.group(2));
    while (part.find()) {
      long unit = NANOSECONDS.getOrDefault(part.group(2), 0L);
      String number = part.group(1).endsWith(".") ? part.group(1) + "0" : part.group(1);
      sum =
          sum.add(
              new BigDecimal(number)
                  .multiply(BigDecimal.valueOf(unit))
                  .setScale(0, RoundingMode.DOWN)
                  .toBigInteger());
    }
    if (sum.bitLength() > 63) {
      return null;
    }
    Duration duration = Duration.ofNanos(sum.longValue());
    return syntax.group(1).equals("-") ? duration.negated() : duration;
  }

  /**
   * Formats as Go does: {@code 720h0m0s}, {@code 1m30s}, {@code 1.5s}, {@code 250ms}, {@code 0s}.
   */
  public static String format(Duration duration) {
    if (duration.isNegative()) {
      return "-" + format(duration.negated());
    }
    if (duration.isZero()) {
      return "0s";
    }
    if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
      return fraction(duration);
    }
    String seconds =
        decimal(BigDecimal.valueOf(duration.toSecondsPart()), duration.toNanosPart()) + "s";
    if (duration.toMinutes() == 0) {
      return seconds;
    }
    return (duration.toHours() == 0 ? "" : duration.toHours() + "h")
        + duration.toMinutesPart()
        + "m"
        + seconds;
  }

  private static String fraction(Duration duration) {
    int nanos = duration.toNanosPart();
    if (nanos < 1_000) {
      return nanos + "ns";
    }
    return nanos < 1_000_000
        ? plain(BigDecimal.valueOf(nanos, 3)) + "µs"
        : plain(BigDecimal.valueOf(nanos, 6)) + "ms";
  }

  private static String decimal(BigDecimal seconds, int nanos) {
    return plain(seconds.add(BigDecimal.valueOf(nanos, 9)));
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
