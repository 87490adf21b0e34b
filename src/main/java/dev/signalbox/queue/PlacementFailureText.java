package dev.signalbox.queue;

import dev.signalbox.nomad.PlacementFailure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Text of a placement failure as reported by the scheduler. */
public final class PlacementFailureText {

  /** Maximum number of reasons in the text. */
  static final int TOP = 3;

  /** Nomad's constraint, which does not name the driver. */
  static final String MISSING_DRIVERS = "missing drivers";

  /** The constraint with the name of a driver. */
  static final String MISSING_DRIVER = "missing driver ";

  private PlacementFailureText() {}

  /** Returns a text such as {@code memory exhausted on 12 nodes, missing drivers on 3 nodes}. */
  public static String of(PlacementFailure failure) {
    List<String> parts = new ArrayList<>();
    most(failure.dimensions())
        .forEach(
            entry ->
                parts.add(dimension(entry.getKey()) + " exhausted on " + nodes(entry.getValue())));
    most(failure.constraints())
        .forEach(
            entry ->
                parts.add(constraint(entry.getKey()) + " excludes " + nodes(entry.getValue())));
    failure.quotas().forEach(quota -> parts.add("quota " + quota + " reached"));
    if (parts.isEmpty() && failure.evaluated() == 0) {
      parts.add("no eligible nodes");
    }
    return String.join(", ", parts);
  }

  /** Returns the entries with the highest counts, highest first, at most {@value #TOP}. */
  static List<Map.Entry<String, Integer>> most(Map<String, Integer> counts) {
    return counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(TOP)
        .toList();
  }

  private static String nodes(int number) {
    return number == 1 ? "1 node" : "%,d nodes".formatted(number);
  }

  private static String dimension(String name) {
    return name.equals("cpu") ? "CPU" : name;
  }

  /** Returns the constraint; Nomad's filters without a constraint get a singular noun. */
  static String constraint(String text) {
    return List.of(MISSING_DRIVERS, "missing devices").contains(text)
        ? "a " + text.substring(0, text.length() - 1)
        : text;
  }

  /** Whether {@link #constraint} returned the text of a missing driver or device. */
  static boolean isMissing(String constraint) {
    return constraint.startsWith("a missing ") || constraint.startsWith(MISSING_DRIVER);
  }
}
