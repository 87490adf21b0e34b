package dev.signalbox.nomad.history;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How far back history is looked at, and in what steps; steps begin at full hours and days of UTC.
 */
public enum Span {
  DAY("24h", "24 h", "the last 24 hours", 24, Duration.ofHours(1), "hour"),
  WEEK("7d", "7 d", "the last 7 days", 28, Duration.ofHours(6), "6 hours"),
  MONTH("30d", "30 d", "the last 30 days", 30, Duration.ofDays(1), "day"),
  QUARTER("90d", "90 d", "the last 90 days", 90, Duration.ofDays(1), "day");

  private final String key;
  private final String label;
  private final String words;
  private final int steps;
  private final Duration step;
  private final String stepWords;

  Span(String key, String label, String words, int steps, Duration step, String stepWords) {
    this.key = key;
    this.label = label;
    this.words = words;
    this.steps = steps;
    this.step = step;
    this.stepWords = stepWords;
  }

  /** What an address asks for; a day where it says nothing that is known. */
  public static Span named(String key) {
    for (Span span : values()) {
      if (span.key.equals(key)) {
        return span;
      }
    }
    return DAY;
  }

  /** How it is called in an address. */
  public String key() {
    return key;
  }

  public String label() {
    return label;
  }

  public String words() {
    return words;
  }

  public Duration step() {
    return step;
  }

  /** What one step is called: {@code hour}, {@code 6 hours}. */
  public String stepWords() {
    return stepWords;
  }

  /** Where each step begins, oldest first; the last one is not over yet. */
  public List<Instant> steps(Instant now) {
    long length = step.toSeconds();
    long last = Math.floorDiv(now.getEpochSecond(), length) * length;
    return IntStream.range(0, steps)
        .mapToObj(i -> Instant.ofEpochSecond(last - (steps - 1 - i) * length))
        .toList();
  }
}
