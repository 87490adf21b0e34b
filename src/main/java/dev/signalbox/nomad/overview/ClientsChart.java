package dev.signalbox.nomad.overview;

import dev.signalbox.nomad.history.ClusterHistory.Clients;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How many clients were ready, and how many down. */
final class ClientsChart {

  private ClientsChart() {}

  /** Null where they were not counted. */
  static @Nullable Chart of(Steps steps, List<Clients> counted) {
    if (counted.isEmpty()) {
      return null;
    }
    Map<Instant, Clients> each =
        counted.stream().collect(Collectors.toMap(Clients::step, Function.identity()));
    int most = counted.stream().mapToInt(one -> Math.max(one.ready(), one.down())).max().orElse(0);
    return new Chart(
        "clients",
        "Clients",
        words(counted),
        most == 1 ? "1 client" : "%,d clients".formatted(most),
        steps.from(),
        steps.until(),
        List.of(),
        List.of(
            line("Ready, on average", steps, each, Clients::ready, most, false),
            line("Down, at most", steps, each, Clients::down, most, true)),
        steps.marks(step -> words(each.get(step))),
        List.of("Time in UTC", "Ready", "Down", "Known"),
        counted.stream()
            .map(
                one ->
                    new Chart.Row(
                        steps.name(one.step()),
                        List.of(number(one.ready()), number(one.down()), number(one.known()))))
            .toList());
  }

  private static Chart.Line line(
      String name,
      Steps steps,
      Map<Instant, Clients> each,
      ToIntFunction<Clients> which,
      int most,
      boolean dashed) {
    return Chart.Line.of(
        name,
        steps.values(
            step -> {
              @Nullable Clients one = each.get(step);
              return one == null ? Chart.Line.UNKNOWN : which.applyAsInt(one);
            }),
        most,
        dashed);
  }

  private static String words(List<Clients> counted) {
    int least = counted.stream().mapToInt(Clients::ready).min().orElse(0);
    int most = counted.stream().mapToInt(Clients::ready).max().orElse(0);
    int down = counted.stream().mapToInt(Clients::down).max().orElse(0);
    double mean = counted.stream().mapToInt(Clients::ready).average().orElse(0);
    String ready =
        least == most
            ? "%,d were ready all the time".formatted(most)
            : "Between %,d and %,d were ready, %s on average"
                .formatted(least, most, Words.average(mean));
    return ready + (down == 0 ? "; none was down." : "; at most %,d down.".formatted(down));
  }

  private static String words(@Nullable Clients one) {
    return one == null
        ? "not counted"
        : "%,d ready, %,d down of %,d".formatted(one.ready(), one.down(), one.known());
  }

  private static String number(int value) {
    return "%,d".formatted(value);
  }
}
