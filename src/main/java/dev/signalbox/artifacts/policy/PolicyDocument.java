package dev.signalbox.artifacts.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** The effective policy as the text in the ConfigMap. */
@Component
class PolicyDocument {

  private static final Map<String, String> LISTS =
      Map.of("rendered", "rendered", "plain_text", "shown as plain text");

  private final JsonMapper json;

  PolicyDocument(JsonMapper json) {
    this.json = json;
  }

  String write(PolicyRevision revision) {
    return json.writerWithDefaultPrettyPrinter().writeValueAsString(PolicyJson.of(revision)) + "\n";
  }

  /**
   * Returns how a text differs from a revision, as sentences; empty if it contains the same policy,
   * whatever its formatting.
   */
  List<String> differences(String text, PolicyRevision revision) {
    JsonNode found = read(text);
    JsonNode expected = read(write(revision));
    if (found.equals(expected)) {
      return List.of();
    }
    if (!found.isObject()) {
      return List.of("The key " + PolicyConfigMap.KEY + " is missing or not a JSON object.");
    }
    List<String> differences = new ArrayList<>();
    Set<String> types = new TreeSet<>();
    LISTS.forEach((field, name) -> types.addAll(list(found, field)));
    LISTS.forEach((field, name) -> types.addAll(list(expected, field)));
    for (String type : types) {
      String there = outcome(found, type);
      String here = outcome(expected, type);
      if (!there.equals(here)) {
        differences.add(type + ": " + there + " in the ConfigMap, " + here + " in the policy.");
      }
    }
    boolean isUnsafe = expected.path("allow_unsafe").asBoolean(false);
    if (found.path("allow_unsafe").asBoolean(!isUnsafe) != isUnsafe) {
      differences.add("Unsafe types are " + (isUnsafe ? "" : "not ") + "allowed in the policy.");
    }
    if (differences.isEmpty()) {
      differences.add("The ConfigMap doesn't contain revision " + revision.number() + ".");
    }
    return differences;
  }

  private static String outcome(JsonNode policy, String type) {
    return LISTS.entrySet().stream()
        .filter(list -> list(policy, list.getKey()).contains(type))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("downloaded");
  }

  private static Set<String> list(JsonNode policy, String field) {
    Set<String> types = new TreeSet<>();
    policy.path(field).forEach(type -> types.add(type.asString("")));
    return types;
  }

  private JsonNode read(String text) {
    try {
      return json.readTree(text);
    } catch (JacksonException e) {
      return MissingNode.getInstance();
    }
  }
}
