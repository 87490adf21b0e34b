package dev.signalbox.nomad.overview;

import dev.signalbox.nomad.BuildClasses;
import dev.signalbox.nomad.Resources;
import dev.signalbox.nomad.history.ClusterHistory;
import dev.signalbox.nomad.history.PastDrain;
import dev.signalbox.nomad.history.SizeTimes;
import dev.signalbox.nomad.history.Span;
import dev.signalbox.web.Empty;
import dev.signalbox.web.Moment;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads how it went, for one span of time. */
@Component
class PastPages {

  private static final int SIZES = 4;
  private static final int DRAINS = 50;

  private final ClusterHistory history;
  private final BuildClasses classes;
  private final Clock clock;

  PastPages(ClusterHistory history, BuildClasses classes, Clock clock) {
    this.history = history;
    this.classes = classes;
    this.clock = clock;
  }

  BuildsPage.Past of(Span span) {
    Instant now = clock.instant();
    Steps steps = Steps.of(span, now);
    @Nullable Chart builds = BuildsChart.of(steps, history.ended(span, now));
    List<SizeTimes> times = history.times(span, now);
    List<Resources> sizes = times.stream().map(SizeTimes::size).distinct().toList();
    List<PastDrain> drains = history.drains(span, now, DRAINS + 1);
    return new BuildsPage.Past(
        span.words(),
        builds,
        builds == null ? empty(span, history.since()) : null,
        ClientsChart.of(steps, history.clients(span, now)),
        times(steps, times, sizes),
        others(sizes.size() - SIZES),
        drains.stream().limit(DRAINS).map(drain -> DrainRow.of(drain, clock)).toList(),
        drains.size() > DRAINS);
  }

  private List<Chart> times(Steps steps, List<SizeTimes> times, List<Resources> sizes) {
    List<Chart> charts = new ArrayList<>();
    sizes.stream()
        .limit(SIZES)
        .forEach(
            size ->
                times.stream()
                    .filter(one -> one.size().equals(size))
                    .sorted(Comparator.comparing(SizeTimes::measure))
                    .forEach(
                        one ->
                            charts.add(
                                TimesChart.of(
                                    charts.size(), steps, one, classes.nameOf(one.size())))));
    return charts;
  }

  private static @Nullable String others(int number) {
    return number <= 0
        ? null
        : number == 1
            ? "1 more size of which fewer builds ended is not drawn."
            : number + " more sizes of which fewer builds ended are not drawn.";
  }

  static Empty empty(Span span, Optional<Instant> began) {
    String since =
        began
            .map(
                at ->
                    "since "
                        + Moment.day(at)
                        + ", "
                        + Moment.timeOfDay(at)
                        + ", when this console began to look on")
            .orElse("since this console began to look on");
    return span == Span.QUARTER
        ? new Empty(
            "Nothing finished yet",
            "No build has ended " + since + ". What ends is kept, also after Nomad forgets it.",
            "Show what runs",
            "/nomad/jobs")
        : new Empty(
            "Nothing finished in " + span.words(),
            "Builds may have ended before. What ends is kept " + since + ".",
            "Show 90 days",
            "/nomad?range=" + Span.QUARTER.key());
  }
}
