package dev.signalbox.builds;

import dev.signalbox.history.BuildOutcome;
import dev.signalbox.history.ClusterHistory;
import dev.signalbox.history.ClusterHistory.FinishedBuilds;
import dev.signalbox.history.TimeRange;
import dev.signalbox.web.Sparkline;
import dev.signalbox.web.SummaryPanel;
import dev.signalbox.web.SummaryPanel.Figure;
import dev.signalbox.web.SummaryPanelSource;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Panel of the builds that finished in the last 24 hours. */
@Component
@Order(30)
class LastDayPanel implements SummaryPanelSource {

  private static final Set<BuildOutcome> BAD = EnumSet.of(BuildOutcome.FAILED, BuildOutcome.LOST);

  private final ClusterHistory history;
  private final Clock clock;

  LastDayPanel(ClusterHistory history, Clock clock) {
    this.history = history;
    this.clock = clock;
  }

  @Override
  public Header header() {
    return new Header("last-day", "Builds, last 24 hours", "", "View history", "/nomad");
  }

  @Override
  public SummaryPanel panel() {
    Instant now = clock.instant();
    List<FinishedBuilds> finished = history.finishedBuilds(TimeRange.DAY, now);
    if (finished.isEmpty()) {
      return SummaryPanel.empty("No builds finished in the last 24 hours.");
    }
    Map<Instant, Long> byStep =
        finished.stream()
            .collect(
                Collectors.groupingBy(
                    FinishedBuilds::step, Collectors.summingLong(FinishedBuilds::builds)));
    List<Long> values =
        TimeRange.DAY.steps(now).stream().map(step -> byStep.getOrDefault(step, 0L)).toList();
    long bad = sum(finished.stream().filter(one -> BAD.contains(one.outcome())).toList());
    return SummaryPanel.ofFigures(
            new Figure("Finished", "%,d".formatted(sum(finished)), null, "/nomad?range=24h"),
            new Figure("Failed or lost", "%,d".formatted(bad), null, "/nomad?range=24h"))
        .withTrend(
            Sparkline.of(
                values,
                values.size(),
                Sparkline.range(values, "build", "builds") + " per " + TimeRange.DAY.stepName()));
  }

  private static long sum(List<FinishedBuilds> builds) {
    return builds.stream().mapToLong(FinishedBuilds::builds).sum();
  }
}
