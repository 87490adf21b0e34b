package dev.signalbox.nomad.overview;

import dev.signalbox.nomad.history.Span;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The steps of a span of time with their words. */
record Steps(Span span, List<Instant> all) {

  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("d MMM, HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  static Steps of(Span span, Instant now) {
    return new Steps(span, span.steps(now));
  }

  String name(Instant step) {
    return span.step().toDays() >= 1 ? DAY.format(step) : HOUR.format(step);
  }

  String from() {
    return HOUR.format(all.getFirst());
  }

  String until() {
    return HOUR.format(all.getLast().plus(span.step())) + " UTC";
  }

  /** What each step says when it is pointed at. */
  List<Chart.Mark> marks(Function<Instant, String> words) {
    List<Chart.Mark> marks = new ArrayList<>();
    for (Instant step : all) {
      marks.add(new Chart.Mark(Chart.left(marks.size()), name(step) + ": " + words.apply(step)));
    }
    return marks;
  }

  /** One for each step. */
  List<Long> values(Function<Instant, Long> value) {
    return all.stream().map(value).toList();
  }
}
