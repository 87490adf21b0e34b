package dev.signalbox.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A time range of the history and its steps, which are aligned to hours and days in UTC. */
public enum TimeRange {
  DAY("24h", "24 h", "last 24 hours", 24, Duration.ofHours(1), "hour"),
  WEEK("7d", "7 d", "last 7 days", 28, Duration.ofHours(6), "6 hours"),
  MONTH("30d", "30 d", "last 30 days", 30, Duration.ofDays(1), "day"),
  QUARTER("90d", "90 d", "last 90 days", 90, Duration.ofDays(1), "day");

  private final String key;
  private final String label;
  private final String description;
  private final int steps;
  private final Duration step;
  private final String stepName;

  TimeRange(
      String key, String label, String description, int steps, Duration step, String stepName) {
    this.key = key;
    this.label = label;
    this.description = description;
    this.steps = steps;
    this.step = step;
    this.stepName = stepName;
  }

  /** Returns the range of a query parameter. */
  public static Optional<TimeRange> of(String key) {
    return Arrays.stream(values()).filter(range -> range.key.equals(key)).findFirst();
  }

  /** Returns the values of the query parameter. */
  public static List<String> keys() {
    return Arrays.stream(values()).map(TimeRange::key).toList();
  }

  /** Returns the value of the query parameter. */
  public String key() {
    return key;
  }

  public String label() {
    return label;
  }

  /** Returns the name for sentences, such as {@code last 24 hours}. */
  public String description() {
    return description;
  }

  public Duration step() {
    return step;
  }

  /** Returns the name of one step: {@code hour}, {@code 6 hours}. */
  public String stepName() {
    return stepName;
  }

  /** Returns the start of each step, oldest first; the last step is still in progress. */
  public List<Instant> steps(Instant now) {
    long length = step.toSeconds();
    long last = Math.floorDiv(now.getEpochSecond(), length) * length;
    return IntStream.range(0, steps)
        .mapToObj(i -> Instant.ofEpochSecond(last - (steps - 1 - i) * length))
        .toList();
  }
}
