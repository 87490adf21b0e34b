package dev.signalbox.nomad.queue;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClientAttributes;
import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.Resources;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Kinds of machines by size: those that are there, and for what is larger the next ones of their
 * series, reckoned from what one that is there gives to builds.
 */
final class MachineSizes {

  private static final Comparator<Resources> BY_SIZE =
      Comparator.comparingLong(Resources::memory).thenComparingLong(Resources::cpu);

  private final Map<String, Resources> known = new HashMap<>();
  private final Map<Resources, Optional<String>> answers = new ConcurrentHashMap<>();

  private MachineSizes(ClusterView view) {
    for (Client client : view.clients()) {
      ClientAttributes.machineType(client)
          .ifPresent(type -> known.merge(type, client.allocatable(), MachineSizes::smaller));
    }
  }

  /** The smallest kind that would be large enough, where it can be told. */
  static Optional<String> smallestFor(Resources asked, ClusterView view) {
    return view.derived(MachineSizes.class, MachineSizes::new).smallestFor(asked);
  }

  private Optional<String> smallestFor(Resources asked) {
    return answers.computeIfAbsent(
        asked,
        ask ->
            Stream.concat(
                    known.entrySet().stream(),
                    known.entrySet().stream()
                        .flatMap(
                            entry ->
                                Series.of(entry.getKey()).stream()
                                    .flatMap(series -> series.larger(entry.getValue()))))
                .filter(entry -> entry.getValue().hold(ask))
                .min(
                    Map.Entry.<String, Resources>comparingByValue(BY_SIZE)
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey));
  }

  private static Resources smaller(Resources one, Resources other) {
    return BY_SIZE.compare(one, other) <= 0 ? one : other;
  }

  /** Machines of one make that differ in size only. */
  private enum Series {
    AMAZON("(?<before>[a-z0-9-]+\\.)(?<number>\\d*)(?<after>xlarge)", 1, 2, 4, 8, 12, 16, 24),
    GOOGLE(
        "(?<before>[a-z0-9]+-(?:standard|highmem|highcpu)-)(?<number>\\d+)(?<after>)",
        2,
        4,
        8,
        16,
        32,
        48,
        64,
        80,
        96),
    AZURE(
        "(?<before>Standard_[A-Z]+)(?<number>\\d+)(?<after>[a-z]*_v\\d+)",
        2,
        4,
        8,
        16,
        32,
        48,
        64,
        96);

    // a pattern never changes, only it is not marked so
    @SuppressWarnings("ImmutableEnumChecker")
    private final Pattern name;

    @SuppressWarnings("ImmutableEnumChecker")
    private final int[] steps;

    Series(String name, int... steps) {
      this.name = Pattern.compile(name);
      this.steps = steps;
    }

    static Optional<Known> of(String type) {
      return Stream.of(values()).flatMap(series -> series.read(type).stream()).findFirst();
    }

    private Optional<Known> read(String type) {
      Matcher matcher = name.matcher(type);
      if (!matcher.matches()) {
        return Optional.empty();
      }
      String number = matcher.group("number");
      return number.length() > 3
          ? Optional.empty()
          : Optional.of(
              new Known(
                  this,
                  matcher.group("before"),
                  number.isEmpty() ? 1 : Integer.parseInt(number),
                  matcher.group("after")));
    }

    private record Known(Series series, String before, int number, String after) {

      Stream<Map.Entry<String, Resources>> larger(Resources size) {
        return Arrays.stream(series.steps)
            .filter(step -> number > 0 && step > number)
            .mapToObj(
                step ->
                    Map.entry(
                        before + step + after,
                        new Resources(
                            size.cpu() * step / number,
                            size.memory() * step / number,
                            size.disk())));
      }
    }
  }
}
