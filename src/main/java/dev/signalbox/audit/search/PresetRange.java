package dev.signalbox.audit.search;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The preset time ranges. Days and months are those of UTC. */
enum PresetRange {
  HOUR("1h", "Last hour"),
  DAY("24h", "Last 24 hours"),
  WEEK("7d", "Last 7 days"),
  MONTH("30d", "Last 30 days"),
  YEAR("365d", "Last 365 days"),
  TODAY("today", "Today"),
  YESTERDAY("yesterday", "Yesterday"),
  THIS_MONTH("this-month", "This month"),
  LAST_MONTH("last-month", "Last month");

  private final String key;
  private final String label;

  PresetRange(String key, String label) {
    this.key = key;
    this.label = label;
  }

  /** Returns the value of the query parameter. */
  String key() {
    return key;
  }

  String label() {
    return label;
  }

  /** Returns the start of the range, inclusive. */
  Instant from(Instant now) {
    return switch (this) {
      case HOUR -> now.minus(Duration.ofHours(1));
      case DAY -> now.minus(Duration.ofDays(1));
      case WEEK -> now.minus(Duration.ofDays(7));
      case MONTH -> now.minus(Duration.ofDays(30));
      case YEAR -> now.minus(Duration.ofDays(365));
      case TODAY -> day(now, 0);
      case YESTERDAY -> day(now, -1);
      case THIS_MONTH -> month(now, 0);
      case LAST_MONTH -> month(now, -1);
    };
  }

  /** Returns the end of the range, exclusive, or null if it has none. */
  @Nullable Instant until(Instant now) {
    return switch (this) {
      case YESTERDAY -> day(now, 0);
      case LAST_MONTH -> month(now, 0);
      default -> null;
    };
  }

  /** Returns the values of the query parameter. */
  static List<String> keys() {
    return Arrays.stream(values()).map(PresetRange::key).toList();
  }

  static @Nullable PresetRange named(String key) {
    for (PresetRange range : values()) {
      if (range.key.equals(key)) {
        return range;
      }
    }
    return null;
  }

  private static Instant day(Instant now, int offset) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    return today.plusDays(offset).atStartOfDay().toInstant(ZoneOffset.UTC);
  }

  private static Instant month(Instant now, int offset) {
    YearMonth today = YearMonth.from(now.atOffset(ZoneOffset.UTC));
    return today.plusMonths(offset).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
  }
}
