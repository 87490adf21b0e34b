package dev.signalbox.nomad.overview;

import dev.signalbox.nomad.history.Measure;
import dev.signalbox.nomad.history.SizeTimes;
import dev.signalbox.nomad.history.SizeTimes.Times;
import dev.signalbox.web.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How long builds of one class waited or ran. */
final class TimesChart {

  private TimesChart() {}

  /**
   * A line for half of them and one for nearly all.
   *
   * @param number its place among the charts of times
   * @param name the class
   */
  static Chart of(int number, Steps steps, SizeTimes times, String name) {
    Map<Instant, Times> each = times.steps();
    Duration most =
        each.values().stream()
            .map(Times::nearlyAll)
            .max(Comparator.naturalOrder())
            .orElse(Duration.ZERO);
    return new Chart(
        "times-" + number,
        name + (times.measure() == Measure.WAIT ? ": waited" : ": ran"),
        words(times, most),
        Moment.length(most),
        steps.from(),
        steps.until(),
        List.of(),
        List.of(
            line("Half took no longer", steps, each, Times::half, most, false),
            line("Nineteen of twenty took no longer", steps, each, Times::nearlyAll, most, true)),
        steps.marks(step -> words(each.get(step))),
        List.of("Time in UTC", "Builds", "Half", "Nineteen of twenty"),
        steps.all().stream()
            .filter(each::containsKey)
            .map(step -> row(steps.name(step), each.get(step)))
            .toList());
  }

  private static Chart.Line line(
      String name,
      Steps steps,
      Map<Instant, Times> each,
      Function<Times, Duration> which,
      Duration most,
      boolean dashed) {
    return Chart.Line.of(
        name,
        steps.values(
            step -> {
              @Nullable Times times = each.get(step);
              return times == null ? Chart.Line.UNKNOWN : which.apply(times).toMillis();
            }),
        most.toMillis(),
        dashed);
  }

  private static String words(SizeTimes times, Duration most) {
    Duration least =
        times.steps().values().stream()
            .map(Times::half)
            .min(Comparator.naturalOrder())
            .orElse(Duration.ZERO);
    return "Half %s no longer than %s, nineteen of twenty no longer than %s; by the step between %s and %s. %s."
        .formatted(
            times.measure() == Measure.WAIT ? "waited" : "ran",
            Moment.length(times.all().half()),
            Moment.length(times.all().nearlyAll()),
            Moment.length(least),
            Moment.length(most),
            builds(times.all().builds()));
  }

  private static String words(@Nullable Times times) {
    return times == null
        ? "none"
        : "half %s, nineteen of twenty %s, %s"
            .formatted(
                Moment.length(times.half()),
                Moment.length(times.nearlyAll()),
                builds(times.builds()));
  }

  private static String builds(long number) {
    return number == 1 ? "1 build" : "%,d builds".formatted(number);
  }

  private static Chart.Row row(String step, @Nullable Times times) {
    return times == null
        ? new Chart.Row(step, List.of("0", "", ""))
        : new Chart.Row(
            step,
            List.of(
                "%,d".formatted(times.builds()),
                Moment.length(times.half()),
                Moment.length(times.nearlyAll())));
  }
}
