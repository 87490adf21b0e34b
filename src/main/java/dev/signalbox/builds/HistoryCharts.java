package dev.signalbox.builds;

import dev.signalbox.history.ClusterHistory;
import dev.signalbox.history.PastDrain;
import dev.signalbox.history.SizeDurations;
import dev.signalbox.history.TimeRange;
import dev.signalbox.nomad.ResourceClasses;
import dev.signalbox.nomad.Resources;
import dev.signalbox.web.EmptyState;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the history of one time range and prepares its charts. */
@Component
class HistoryCharts {

  private static final int MAX_SIZES = 4;
  private static final int MAX_DRAINS = 50;

  private final ClusterHistory history;
  private final ResourceClasses classes;
  private final Clock clock;

  HistoryCharts(ClusterHistory history, ResourceClasses classes, Clock clock) {
    this.history = history;
    this.classes = classes;
    this.clock = clock;
  }

  BuildsPage.History of(TimeRange range) {
    Instant now = clock.instant();
    TimeAxis axis = TimeAxis.of(range, now);
    @Nullable ChartModel builds = BuildsChart.of(axis, history.finishedBuilds(range, now));
    List<SizeDurations> durations = history.durations(range, now);
    List<Resources> sizes = durations.stream().map(SizeDurations::size).distinct().toList();
    List<PastDrain> drains = history.drains(range, now, MAX_DRAINS + 1);
    return new BuildsPage.History(
        range.description(),
        builds,
        builds == null ? empty(range, history.recordingSince()) : null,
        ClientsChart.of(axis, history.clients(range, now)),
        durationCharts(axis, durations, sizes),
        hiddenSizes(sizes.size() - MAX_SIZES),
        drains.stream().limit(MAX_DRAINS).map(drain -> DrainRow.of(drain, clock)).toList(),
        drains.size() > MAX_DRAINS);
  }

  private List<ChartModel> durationCharts(
      TimeAxis axis, List<SizeDurations> durations, List<Resources> sizes) {
    List<ChartModel> charts = new ArrayList<>();
    sizes.stream()
        .limit(MAX_SIZES)
        .forEach(
            size ->
                durations.stream()
                    .filter(sizeDurations -> sizeDurations.size().equals(size))
                    .sorted(Comparator.comparing(SizeDurations::measure))
                    .forEach(
                        sizeDurations ->
                            charts.add(
                                DurationChart.of(
                                    charts.size(),
                                    axis,
                                    sizeDurations,
                                    classes.nameOf(sizeDurations.size())))));
    return charts;
  }

  private static @Nullable String hiddenSizes(int number) {
    return number <= 0
        ? null
        : number == 1
            ? "1 size with fewer builds is not shown."
            : number + " sizes with fewer builds are not shown.";
  }

  static EmptyState empty(TimeRange range, Optional<Instant> recordingSince) {
    String since =
        recordingSince
            .map(at -> "since " + TimestampView.day(at) + ", " + TimestampView.timeOfDay(at))
            .orElse("since it started");
    return range == TimeRange.QUARTER
        ? new EmptyState(
            "No finished builds yet",
            "Signalbox has recorded none "
                + since
                + ". Finished builds stay here even after Nomad garbage-collects them.",
            "Show running jobs",
            "/nomad/jobs")
        : new EmptyState(
            "No builds finished in the " + range.description(),
            "Signalbox has been recording builds " + since + ".",
            "Show 90 days",
            "/nomad?range=" + TimeRange.QUARTER.key());
  }
}
