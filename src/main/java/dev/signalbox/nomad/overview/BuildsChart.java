package dev.signalbox.nomad.overview;

import dev.signalbox.nomad.history.BuildOutcome;
import dev.signalbox.nomad.history.ClusterHistory.Ended;
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

/** How many builds ended, and how. */
final class BuildsChart {

  private final Steps steps;
  private final Map<Instant, Map<BuildOutcome, Long>> counts = new HashMap<>();

  private BuildsChart(Steps steps, List<Ended> ended) {
    this.steps = steps;
    ended.forEach(
        one ->
            counts
                .computeIfAbsent(one.step(), none -> new EnumMap<>(BuildOutcome.class))
                .merge(one.outcome(), one.builds(), Long::sum));
  }

  /** Null where none ended. */
  static @Nullable Chart of(Steps steps, List<Ended> ended) {
    return ended.isEmpty() ? null : new BuildsChart(steps, ended).drawn();
  }

  private Chart drawn() {
    long most = steps.all().stream().mapToLong(this::all).max().orElse(0);
    List<Chart.Bar> bars = new ArrayList<>();
    for (Instant step : steps.all()) {
      bars.add(Chart.Bar.of(bars.size(), all(step) - bad(step), bad(step), most));
    }
    return new Chart(
        "builds",
        "Builds that ended, by " + steps.span().stepWords(),
        words(most),
        most == 1 ? "1 build" : "%,d builds".formatted(most),
        steps.from(),
        steps.until(),
        bars,
        List.of(),
        steps.marks(this::words),
        Stream.concat(
                Stream.of("Time in UTC"),
                Arrays.stream(BuildOutcome.values()).map(BuildOutcome::word))
            .toList(),
        steps.all().stream().filter(step -> all(step) > 0).map(this::row).toList());
  }

  private String words(long most) {
    long least = steps.all().stream().mapToLong(this::all).min().orElse(0);
    long sum = steps.all().stream().mapToLong(this::all).sum();
    StringBuilder words = new StringBuilder("%,d ended".formatted(sum));
    for (BuildOutcome outcome : BuildOutcome.values()) {
      long number = steps.all().stream().mapToLong(step -> count(step, outcome)).sum();
      if (number > 0 && outcome != BuildOutcome.DONE) {
        words.append(", %,d %s".formatted(number, lower(outcome)));
      }
    }
    return words
        .append(
            "; between %,d and %,d each %s, %s on average."
                .formatted(
                    least,
                    most,
                    steps.span().stepWords(),
                    Words.average((double) sum / steps.all().size())))
        .toString();
  }

  private String words(Instant step) {
    long all = all(step);
    if (all == 0) {
      return "none ended";
    }
    StringBuilder words = new StringBuilder("%,d ended".formatted(all));
    for (BuildOutcome outcome : BuildOutcome.values()) {
      if (outcome != BuildOutcome.DONE && count(step, outcome) > 0) {
        words.append(", %,d %s".formatted(count(step, outcome), lower(outcome)));
      }
    }
    return words.toString();
  }

  private Chart.Row row(Instant step) {
    return new Chart.Row(
        steps.name(step),
        Arrays.stream(BuildOutcome.values())
            .map(outcome -> "%,d".formatted(count(step, outcome)))
            .toList());
  }

  private static String lower(BuildOutcome outcome) {
    return outcome.word().toLowerCase(Locale.ROOT);
  }

  private long count(Instant step, BuildOutcome outcome) {
    return counts.getOrDefault(step, Map.of()).getOrDefault(outcome, 0L);
  }

  private long all(Instant step) {
    return counts.getOrDefault(step, Map.of()).values().stream().mapToLong(Long::longValue).sum();
  }

  private long bad(Instant step) {
    return count(step, BuildOutcome.FAILED) + count(step, BuildOutcome.LOST);
  }
}
