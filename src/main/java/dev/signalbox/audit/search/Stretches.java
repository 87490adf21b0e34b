package dev.signalbox.audit.search;

import dev.signalbox.audit.search.Tallies.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A span of time cut into at most 60 stretches of a length that people know, beginning at a full
 * one.
 *
 * @param span the whole, beginning and ending with a stretch
 */
record Stretches(Span span, Duration length) {

  private static final int MOST = 60;
  private static final List<Duration> LENGTHS =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(2),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofHours(1),
          Duration.ofHours(3),
          Duration.ofHours(6),
          Duration.ofHours(12),
          Duration.ofDays(1),
          Duration.ofDays(7),
          Duration.ofDays(28),
          Duration.ofDays(364));

  static Stretches of(Span span) {
    for (Duration length : LENGTHS) {
      long first = Math.floorDiv(span.from().getEpochSecond(), length.toSeconds());
      long last = Math.floorDiv(span.until().minusNanos(1).getEpochSecond(), length.toSeconds());
      if (last - first < MOST || length.equals(LENGTHS.getLast())) {
        return new Stretches(
            new Span(
                Instant.ofEpochSecond(first * length.toSeconds()),
                Instant.ofEpochSecond((last + 1) * length.toSeconds())),
            length);
      }
    }
    throw new IllegalStateException("There is a last length.");
  }

  boolean areHours() {
    return length.toMinutes() % 60 == 0;
  }

  boolean areDays() {
    return length.toHours() % 24 == 0;
  }

  List<Span> all() {
    List<Span> all = new ArrayList<>();
    for (Instant at = span.from(); at.isBefore(span.until()); at = at.plus(length)) {
      all.add(new Span(at, at.plus(length)));
    }
    return all;
  }
}
