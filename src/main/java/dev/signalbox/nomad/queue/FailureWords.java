package dev.signalbox.nomad.queue;

import dev.signalbox.nomad.PlacementFailure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What the scheduler saw when it found no place, in words. */
public final class FailureWords {

  /** Reasons beyond these are rare, and nobody reads that far. */
  static final int TOP = 3;

  private FailureWords() {}

  /** {@code memory is short on 12 clients, ${attr.cpu.arch} = arm64 rules out 3}. */
  public static String of(PlacementFailure failure) {
    List<String> parts = new ArrayList<>();
    most(failure.dimensions())
        .forEach(one -> parts.add(dimension(one.getKey()) + " is short on " + on(one.getValue())));
    most(failure.constraints())
        .forEach(one -> parts.add(constraint(one.getKey()) + " rules out " + one.getValue()));
    failure.quotas().forEach(quota -> parts.add("the quota " + quota + " is reached"));
    if (parts.isEmpty() && failure.evaluated() == 0) {
      parts.add("no client there takes builds");
    }
    return String.join(", ", parts);
  }

  /** Those of most clients, first. */
  static List<Map.Entry<String, Integer>> most(Map<String, Integer> counts) {
    return counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(TOP)
        .toList();
  }

  static String on(int clients) {
    return clients == 1 ? "1 client" : clients + " clients";
  }

  static String dimension(String word) {
    return word.equals("cpu") ? "CPU" : word;
  }

  /** Nomad's own words for what no constraint was written for. */
  static String constraint(String text) {
    return List.of("missing drivers", "missing devices").contains(text)
        ? "a " + text.substring(0, text.length() - 1)
        : text;
  }
}
