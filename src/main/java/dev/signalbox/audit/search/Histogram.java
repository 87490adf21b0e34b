package dev.signalbox.audit.search;

import dev.signalbox.audit.search.Tallies.Span;
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
 * Events over time as bars.
 *
 * @param summary the same in words
 * @param from where the first bar begins, and the last one ends, for the axis
 * @param ofAll whether the bars are of all events because those that fit were not counted
 */
record Histogram(String summary, String from, String until, boolean ofAll, List<Bar> bars) {

  private static final int HEIGHT = 56;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  static Histogram of(Stretches stretches, List<Tally> tallies, boolean ofAll, ListUrl url) {
    Map<Instant, Long> done = counted(tallies, true);
    Map<Instant, Long> failures = counted(tallies, false);
    List<Span> all = stretches.all();
    long highest = 1;
    long sum = 0;
    long failed = 0;
    for (Span span : all) {
      long bad = failures.getOrDefault(span.from(), 0L);
      long together = bad + done.getOrDefault(span.from(), 0L);
      highest = Math.max(highest, together);
      sum += together;
      failed += bad;
    }
    List<Bar> bars = new ArrayList<>();
    for (Span span : all) {
      bars.add(
          Bar.of(
              span,
              bars.size(),
              done.getOrDefault(span.from(), 0L),
              failures.getOrDefault(span.from(), 0L),
              highest,
              url));
    }
    return new Histogram(
        "%,d events, %,d of them failed".formatted(sum, failed),
        TIME.format(stretches.span().from()),
        TIME.format(stretches.span().until()) + " UTC",
        ofAll,
        bars);
  }

  private static Map<Instant, Long> counted(List<Tally> tallies, boolean success) {
    return tallies.stream()
        .filter(tally -> tally.success() == success)
        .collect(Collectors.groupingBy(Tally::from, Collectors.summingLong(Tally::events)));
  }

  /**
   * One bar.
   *
   * @param x its place, ten apart
   * @param url the list of its events
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

    static Bar of(Span span, int index, long done, long failed, long highest, ListUrl url) {
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

    /** What is not nothing can be seen. */
    private static long height(long events, long highest) {
      return events == 0 ? 0 : Math.max(2, events * HEIGHT / highest);
    }
  }
}
