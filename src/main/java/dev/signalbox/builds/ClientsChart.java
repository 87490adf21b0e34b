package dev.signalbox.builds;

import dev.signalbox.history.ClusterHistory.ClientCount;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Charts the numbers of ready and down clients. */
final class ClientsChart {

  private ClientsChart() {}

  /** Returns null if there are no counts in the time range. */
  static @Nullable ChartModel of(TimeAxis axis, List<ClientCount> counts) {
    if (counts.isEmpty()) {
      return null;
    }
    Map<Instant, ClientCount> byStep =
        counts.stream().collect(Collectors.toMap(ClientCount::step, Function.identity()));
    int max =
        counts.stream().mapToInt(count -> Math.max(count.ready(), count.down())).max().orElse(0);
    return new ChartModel(
        "clients",
        "Clients",
        summary(counts),
        "%,d".formatted(max),
        axis.from(),
        axis.until(),
        List.of(),
        List.of(
            axis.line("Ready (avg)", byStep, ClientCount::ready, max, false),
            axis.line("Down (max)", byStep, ClientCount::down, max, true)),
        axis.labels(step -> summary(byStep.get(step))),
        List.of("Time (UTC)", "Ready", "Down", "Total"),
        counts.stream()
            .map(
                count ->
                    new ChartModel.Row(
                        axis.name(count.step()),
                        List.of(
                            number(count.ready()), number(count.down()), number(count.known()))))
            .toList());
  }

  private static String summary(List<ClientCount> counts) {
    int min = counts.stream().mapToInt(ClientCount::ready).min().orElse(0);
    int max = counts.stream().mapToInt(ClientCount::ready).max().orElse(0);
    int maxDown = counts.stream().mapToInt(ClientCount::down).max().orElse(0);
    double mean = counts.stream().mapToInt(ClientCount::ready).average().orElse(0);
    String ready =
        min == max
            ? "%,d ready throughout".formatted(max)
            : "%,d to %,d ready, %s on average".formatted(min, max, Formats.average(mean));
    return ready + (maxDown == 0 ? " · none down" : " · at most %,d down".formatted(maxDown));
  }

  private static String summary(@Nullable ClientCount count) {
    return count == null
        ? "no data"
        : "%,d of %,d ready, %,d down".formatted(count.ready(), count.known(), count.down());
  }

  private static String number(int value) {
    return "%,d".formatted(value);
  }
}
