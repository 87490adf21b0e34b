package dev.signalbox.builds;

import dev.signalbox.history.TimeRange;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** The time axis of a chart: the steps of a time range and their labels. */
record TimeAxis(TimeRange range, List<Instant> steps) {

  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("d MMM, HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  static TimeAxis of(TimeRange range, Instant now) {
    return new TimeAxis(range, range.steps(now));
  }

  String name(Instant step) {
    return range.step().toDays() >= 1 ? DAY.format(step) : HOUR.format(step);
  }

  String from() {
    return HOUR.format(steps.getFirst());
  }

  String until() {
    return HOUR.format(steps.getLast().plus(range.step())) + " UTC";
  }

  /** Labels for each step, shown on hover and focus. */
  List<ChartModel.StepLabel> labels(Function<Instant, String> label) {
    List<ChartModel.StepLabel> labels = new ArrayList<>();
    for (Instant step : steps) {
      labels.add(
          new ChartModel.StepLabel(
              ChartModel.left(labels.size()), name(step) + ": " + label.apply(step)));
    }
    return labels;
  }

  /** Returns a line with a value for each step, unknown for steps that the map lacks. */
  <T> ChartModel.Line line(
      String name, Map<Instant, T> byStep, ToLongFunction<T> value, long max, boolean dashed) {
    return ChartModel.Line.of(
        name,
        steps.stream()
            .map(byStep::get)
            .map(known -> known == null ? ChartModel.Line.UNKNOWN : value.applyAsLong(known))
            .toList(),
        max,
        dashed);
  }
}
