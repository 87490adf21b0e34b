package dev.signalbox.velero;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Kubernetes label selector.
 *
 * @param labels {@code matchLabels}
 * @param requirements {@code matchExpressions}
 */
public record LabelSelector(Map<String, String> labels, List<Requirement> requirements) {

  /**
   * A requirement on the values of one label.
   *
   * @param operator {@code In}, {@code NotIn}, {@code Exists} or {@code DoesNotExist}
   */
  public record Requirement(String key, String operator, List<String> values) {

    boolean matches(Map<String, String> labels) {
      @Nullable String value = labels.get(key);
      return switch (operator) {
        case "Exists" -> value != null;
        case "DoesNotExist" -> value == null;
        case "NotIn" -> value == null || !values.contains(value);
        default -> value != null && values.contains(value);
      };
    }

    /** Returns the syntax of kubectl's {@code --selector}. */
    @Override
    public String toString() {
      String list = "(" + String.join(",", values) + ")";
      return switch (operator) {
        case "Exists" -> key;
        case "DoesNotExist" -> "!" + key;
        case "NotIn" -> key + " notin " + list;
        default -> key + " in " + list;
      };
    }
  }

  static LabelSelector read(ResourceJson selector) {
    return new LabelSelector(
        selector.textMap("matchLabels"),
        selector.items("matchExpressions").stream()
            .map(
                expression ->
                    new Requirement(
                        expression.text("key"),
                        expression.text("operator"),
                        expression.texts("values")))
            .toList());
  }

  public boolean isEmpty() {
    return labels.isEmpty() && requirements.isEmpty();
  }

  /** Returns whether an object with these labels is selected. */
  public boolean matches(Map<String, String> objectLabels) {
    return labels.entrySet().stream()
            .allMatch(label -> label.getValue().equals(objectLabels.get(label.getKey())))
        && requirements.stream().allMatch(requirement -> requirement.matches(objectLabels));
  }

  /** Returns the syntax of kubectl's {@code --selector}. */
  @Override
  public String toString() {
    List<String> terms = new ArrayList<>();
    labels.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(label -> terms.add(label.getKey() + "=" + label.getValue()));
    requirements.forEach(requirement -> terms.add(requirement.toString()));
    return String.join(",", terms);
  }
}
