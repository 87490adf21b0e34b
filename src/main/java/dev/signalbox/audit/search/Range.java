package dev.signalbox.audit.search;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The ranges of time that are one click away. */
enum Range {
  HOUR("1h", "Last hour", Duration.ofHours(1)),
  DAY("24h", "Last 24 hours", Duration.ofHours(24)),
  WEEK("7d", "Last 7 days", Duration.ofDays(7)),
  MONTH("30d", "Last 30 days", Duration.ofDays(30)),
  YEAR("365d", "Last 365 days", Duration.ofDays(365));

  private final String key;
  private final String words;
  private final Duration length;

  Range(String key, String words, Duration length) {
    this.key = key;
    this.words = words;
    this.length = length;
  }

  /** How it is called in an address. */
  String key() {
    return key;
  }

  String words() {
    return words;
  }

  Duration length() {
    return length;
  }

  static @Nullable Range named(String key) {
    for (Range range : values()) {
      if (range.key.equals(key)) {
        return range;
      }
    }
    return null;
  }
}
