package dev.signalbox.builds;

import dev.signalbox.history.BuildMeasure;
import dev.signalbox.history.SizeDurations;
import dev.signalbox.history.SizeDurations.Percentiles;
import dev.signalbox.web.TimestampView;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Charts the queue time or the run time of builds of one size as p50 and p95. */
final class DurationChart {

  private static final Duration MIN_AXIS = Duration.ofSeconds(1);

  private DurationChart() {}

  /**
   * Creates the chart.
   *
   * @param number position among the charts of durations, part of the element id
   * @param name the name of the size, such as {@code large}
   */
  static ChartModel of(int number, TimeAxis axis, SizeDurations durations, String name) {
    Map<Instant, Percentiles> byStep = durations.steps();
    Duration max =
        byStep.values().stream()
            .map(Percentiles::p95)
            .filter(p95 -> p95.compareTo(MIN_AXIS) > 0)
            .max(Comparator.naturalOrder())
            .orElse(MIN_AXIS);
    return new ChartModel(
        "times-" + number,
        (durations.measure() == BuildMeasure.WAIT ? "Queue time, " : "Run time, ") + name,
        summary(durations.all()),
        TimestampView.formatDuration(max),
        axis.from(),
        axis.until(),
        List.of(),
        List.of(
            axis.line("p50", byStep, step -> step.p50().toMillis(), max.toMillis(), false),
            axis.line("p95", byStep, step -> step.p95().toMillis(), max.toMillis(), true)),
        axis.labels(step -> summary(byStep.get(step))),
        List.of("Time (UTC)", "Builds", "p50", "p95"),
        axis.steps().stream()
            .filter(byStep::containsKey)
            .map(step -> row(axis.name(step), byStep.get(step)))
            .toList());
  }

  private static String summary(@Nullable Percentiles durations) {
    return durations == null
        ? "no builds"
        : "p50 %s · p95 %s · %s"
            .formatted(
                format(durations.p50()), format(durations.p95()), builds(durations.builds()));
  }

  private static String format(Duration duration) {
    return duration.toSeconds() < 1 ? "under 1 s" : TimestampView.formatDuration(duration);
  }

  private static String builds(long number) {
    return number == 1 ? "1 build" : "%,d builds".formatted(number);
  }

  private static ChartModel.Row row(String step, @Nullable Percentiles durations) {
    return durations == null
        ? new ChartModel.Row(step, List.of("0", "", ""))
        : new ChartModel.Row(
            step,
            List.of(
                "%,d".formatted(durations.builds()),
                format(durations.p50()),
                format(durations.p95())));
  }
}
