package dev.signalbox.sandbox.kubernetes;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Label and field selectors in the grammar of the API server. */
final class ObjectSelector {

  private static final Pattern SET =
      Pattern.compile("(?<key>\\S+)\\s+(?<op>in|notin)\\s+\\((?<values>[^)]*)\\)");
  private static final Pattern EQUALITY =
      Pattern.compile("(?<key>[^!=\\s]+)\\s*(?<op>==|=|!=)\\s*(?<value>\\S*)");
  // commas separate requirements, except inside parentheses
  private static final Pattern SEPARATOR = Pattern.compile(",(?![^(]*\\))");

  private ObjectSelector() {}

  /** Returns a condition on objects; an empty selector matches all. */
  static Predicate<JsonNode> of(String labels, String fields) {
    List<Predicate<JsonNode>> conditions =
        Stream.concat(
                requirements(labels).stream().map(ObjectSelector::label),
                requirements(fields).stream().map(ObjectSelector::field))
            .toList();
    return object -> conditions.stream().allMatch(condition -> condition.test(object));
  }

  private static List<String> requirements(String selector) {
    return SEPARATOR
        .splitAsStream(selector)
        .map(String::strip)
        .filter(one -> !one.isEmpty())
        .toList();
  }

  private static Predicate<JsonNode> label(String requirement) {
    Matcher set = SET.matcher(requirement);
    if (set.matches()) {
      String key = set.group("key");
      List<String> values = List.of(set.group("values").strip().split("\\s*,\\s*", -1));
      boolean in = set.group("op").equals("in");
      return object -> in == values.contains(labelOf(object, key).stringValue("\0"));
    }
    Matcher equality = EQUALITY.matcher(requirement);
    if (equality.matches()) {
      String key = equality.group("key");
      String value = equality.group("value");
      boolean equal = !equality.group("op").equals("!=");
      return object -> equal == labelOf(object, key).stringValue("\0").equals(value);
    }
    if (requirement.startsWith("!")) {
      String key = requirement.substring(1).strip();
      return object -> labelOf(object, key).isMissingNode();
    }
    if (requirement.matches("[\\w./-]+")) {
      return object -> !labelOf(object, requirement).isMissingNode();
    }
    throw ApiServerException.badRequest(
        "unable to parse requirement: found '%s', expected: identifier".formatted(requirement));
  }

  private static Predicate<JsonNode> field(String requirement) {
    Matcher equality = EQUALITY.matcher(requirement);
    if (!equality.matches()) {
      throw ApiServerException.badRequest("invalid selector: '%s'".formatted(requirement));
    }
    String pointer = "/" + equality.group("key").replace('.', '/');
    String value = equality.group("value");
    boolean equal = !equality.group("op").equals("!=");
    return object -> equal == object.at(pointer).asString("").equals(value);
  }

  private static JsonNode labelOf(JsonNode object, String key) {
    return object.path("metadata").path("labels").path(key);
  }
}
