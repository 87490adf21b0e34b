package dev.signalbox.audit.search;

import dev.signalbox.audit.search.EventCounts.Interval;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Divides a time range into at most 60 buckets of a common length, such as one hour, aligned to
 * that length.
 *
 * @param span the whole range, from the start of the first bucket to the end of the last
 */
record TimeBuckets(Interval span, Duration length) {

  private static final int MAX_BUCKETS = 60;
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

  static TimeBuckets of(Interval span) {
    for (Duration length : LENGTHS) {
      long first = Math.floorDiv(span.from().getEpochSecond(), length.toSeconds());
      long last = Math.floorDiv(span.until().minusNanos(1).getEpochSecond(), length.toSeconds());
      if (last - first < MAX_BUCKETS || length.equals(LENGTHS.getLast())) {
        return new TimeBuckets(
            new Interval(
                Instant.ofEpochSecond(first * length.toSeconds()),
                Instant.ofEpochSecond((last + 1) * length.toSeconds())),
            length);
      }
    }
    throw new IllegalStateException("unreachable: the last length always fits");
  }

  boolean areHours() {
    return length.toMinutes() % 60 == 0;
  }

  boolean areDays() {
    return length.toHours() % 24 == 0;
  }

  List<Interval> all() {
    List<Interval> all = new ArrayList<>();
    for (Instant at = span.from(); at.isBefore(span.until()); at = at.plus(length)) {
      all.add(new Interval(at, at.plus(length)));
    }
    return all;
  }
}
