package dev.signalbox.builds;

import dev.signalbox.history.BuildOutcome;
import dev.signalbox.history.ClusterHistory.FinishedBuilds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Charts the numbers of finished builds by outcome. */
final class BuildsChart {

  private final TimeAxis axis;
  private final Map<Instant, Map<BuildOutcome, Long>> counts = new HashMap<>();

  private BuildsChart(TimeAxis axis, List<FinishedBuilds> finished) {
    this.axis = axis;
    finished.forEach(
        one ->
            counts
                .computeIfAbsent(one.step(), none -> new EnumMap<>(BuildOutcome.class))
                .merge(one.outcome(), one.builds(), Long::sum));
  }

  /** Returns null if no build finished in the time range. */
  static @Nullable ChartModel of(TimeAxis axis, List<FinishedBuilds> finished) {
    return finished.isEmpty() ? null : new BuildsChart(axis, finished).chart();
  }

  private ChartModel chart() {
    long max = axis.steps().stream().mapToLong(this::total).max().orElse(0);
    List<ChartModel.Bar> bars = new ArrayList<>();
    for (Instant step : axis.steps()) {
      bars.add(
          ChartModel.Bar.of(
              bars.size(), total(step) - failedOrLost(step), failedOrLost(step), max));
    }
    return new ChartModel(
        "builds",
        "Finished builds per " + axis.range().stepName(),
        summary(max),
        "%,d".formatted(max),
        axis.from(),
        axis.until(),
        bars,
        List.of(),
        axis.labels(this::summary),
        Stream.concat(
                Stream.of("Time (UTC)"),
                Arrays.stream(BuildOutcome.values()).map(BuildOutcome::label))
            .toList(),
        axis.steps().stream().filter(step -> total(step) > 0).map(this::row).toList());
  }

  private String summary(long max) {
    long total = axis.steps().stream().mapToLong(this::total).sum();
    StringBuilder text = new StringBuilder("%,d finished".formatted(total));
    for (BuildOutcome outcome : BuildOutcome.values()) {
      long count = axis.steps().stream().mapToLong(step -> count(step, outcome)).sum();
      if (count > 0 && outcome != BuildOutcome.DONE) {
        text.append(" · %,d %s".formatted(count, lower(outcome)));
      }
    }
    return text.append(
            " · %s per %s, peak %,d"
                .formatted(
                    Formats.average((double) total / axis.steps().size()),
                    axis.range().stepName(),
                    max))
        .toString();
  }

  private String summary(Instant step) {
    long total = total(step);
    if (total == 0) {
      return "no builds";
    }
    StringBuilder text = new StringBuilder("%,d finished".formatted(total));
    for (BuildOutcome outcome : BuildOutcome.values()) {
      if (outcome != BuildOutcome.DONE && count(step, outcome) > 0) {
        text.append(" · %,d %s".formatted(count(step, outcome), lower(outcome)));
      }
    }
    return text.toString();
  }

  private ChartModel.Row row(Instant step) {
    return new ChartModel.Row(
        axis.name(step),
        Arrays.stream(BuildOutcome.values())
            .map(outcome -> "%,d".formatted(count(step, outcome)))
            .toList());
  }

  private static String lower(BuildOutcome outcome) {
    return outcome.label().toLowerCase(Locale.ROOT);
  }

  private long count(Instant step, BuildOutcome outcome) {
    return counts.getOrDefault(step, Map.of()).getOrDefault(outcome, 0L);
  }

  private long total(Instant step) {
    return counts.getOrDefault(step, Map.of()).values().stream().mapToLong(Long::longValue).sum();
  }

  private long failedOrLost(Instant step) {
    return count(step, BuildOutcome.FAILED) + count(step, BuildOutcome.LOST);
  }
}
