package dev.signalbox.audit.search;

import dev.signalbox.audit.search.EventCounts.Interval;
import dev.signalbox.web.ListUrl;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A bar chart of events over time.
 *
 * @param summary the totals, as text
 * @param from start of the first bar, for the axis
 * @param until end of the last bar, for the axis
 * @param ofAll whether the bars count all events because matching events could not be counted
 */
record EventHistogram(String summary, String from, String until, boolean ofAll, List<Bar> bars) {

  private static final int HEIGHT = 56;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  static EventHistogram of(
      TimeBuckets buckets, List<EventCount> counts, boolean ofAll, ListUrl url) {
    Map<Instant, Long> done = sumByStart(counts, true);
    Map<Instant, Long> failures = sumByStart(counts, false);
    List<Interval> all = buckets.all();
    long highest = 1;
    long sum = 0;
    long failed = 0;
    for (Interval span : all) {
      long bad = failures.getOrDefault(span.from(), 0L);
      long total = bad + done.getOrDefault(span.from(), 0L);
      highest = Math.max(highest, total);
      sum += total;
      failed += bad;
    }
    List<Bar> bars = new ArrayList<>();
    for (Interval span : all) {
      bars.add(
          Bar.of(
              span,
              bars.size(),
              done.getOrDefault(span.from(), 0L),
              failures.getOrDefault(span.from(), 0L),
              highest,
              url));
    }
    return new EventHistogram(
        (sum == 1 ? "1 event" : "%,d events".formatted(sum)) + " · %,d failed".formatted(failed),
        TIME.format(buckets.span().from()),
        TIME.format(buckets.span().until()) + " UTC",
        ofAll,
        bars);
  }

  private static Map<Instant, Long> sumByStart(List<EventCount> counts, boolean success) {
    return counts.stream()
        .filter(count -> count.success() == success)
        .collect(
            Collectors.groupingBy(EventCount::from, Collectors.summingLong(EventCount::events)));
  }

  /**
   * One bar.
   *
   * @param x left edge; bars are ten units apart
   * @param url the list of the events of the bar
   */
  record Bar(
      int x,
      long okHeight,
      long badHeight,
      long okTop,
      long badTop,
      long events,
      long failed,
      String label,
      String from,
      String until,
      String url) {

    static Bar of(Interval span, int index, long done, long failed, long highest, ListUrl url) {
      long bad = height(failed, highest);
      long ok = Math.min(height(done, highest), HEIGHT - bad);
      return new Bar(
          index * 10,
          ok,
          bad,
          HEIGHT - bad - ok,
          HEIGHT - bad,
          done + failed,
          failed,
          TIME.format(span.from()) + " to " + TIME.format(span.until()),
          span.from().toString(),
          span.until().toString(),
          url.with("range", null)
              .with("from", span.from().toString())
              .with("until", span.until().toString())
              .toString());
    }

    /** Gives every bar with events a visible height. */
    private static long height(long events, long highest) {
      return events == 0 ? 0 : Math.max(2, events * HEIGHT / highest);
    }
  }
}
