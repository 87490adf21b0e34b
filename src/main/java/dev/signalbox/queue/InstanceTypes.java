package dev.signalbox.queue;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClientAttributes;
import dev.signalbox.nomad.ClusterSnapshot;
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
 * Instance types by size: the types of the registered clients, and the larger types of their
 * series. The size of the latter is extrapolated from the allocatable resources of the former.
 */
final class InstanceTypes {

  private static final Comparator<Resources> BY_SIZE =
      Comparator.comparingLong(Resources::memory).thenComparingLong(Resources::cpu);

  private final Map<String, Resources> known = new HashMap<>();
  private final Map<Resources, Optional<String>> cache = new ConcurrentHashMap<>();

  private InstanceTypes(ClusterSnapshot snapshot) {
    for (Client client : snapshot.clients()) {
      ClientAttributes.machineType(client)
          .ifPresent(type -> known.merge(type, client.allocatable(), InstanceTypes::smaller));
    }
  }

  /** Returns the smallest type that is large enough, or an empty result if it is unknown. */
  static Optional<String> smallestFor(Resources requested, ClusterSnapshot snapshot) {
    return snapshot.derived(InstanceTypes.class, InstanceTypes::new).smallestFor(requested);
  }

  private Optional<String> smallestFor(Resources requested) {
    return cache.computeIfAbsent(
        requested,
        key ->
            Stream.concat(
                    known.entrySet().stream(),
                    known.entrySet().stream()
                        .flatMap(
                            entry ->
                                Series.of(entry.getKey()).stream()
                                    .flatMap(series -> series.larger(entry.getValue()))))
                .filter(entry -> entry.getValue().covers(key))
                .min(
                    Map.Entry.<String, Resources>comparingByValue(BY_SIZE)
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey));
  }

  private static Resources smaller(Resources one, Resources other) {
    return BY_SIZE.compare(one, other) <= 0 ? one : other;
  }

  /** Naming schemes of cloud providers for types that differ only in size. */
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

    // Pattern is immutable but not annotated as such
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
