package dev.signalbox.nomad.wire;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Hides secrets in what Nomad tells: the values of environments, templates that are one, payloads,
 * whatever is called like a secret, and {@code name=value} of such a name within a text.
 */
final class Masks {

  private static final String MASK = "(masked)";

  private static final String NAMES =
      "token|secret|passw|passphrase|credential|api_?-?key|access_?-?key|private_?-?key"
          + "|encryption_?-?key|signing_?-?key|license_?-?key|authorization";

  private static final Pattern NAME =
      Pattern.compile("(?i).*(?:" + NAMES + ").*|(?:.*[_.-])?(?:key|auth|pat)");

  private static final Pattern FLAG =
      Pattern.compile("(?i)-{1,2}[\\w.-]{0,80}(?:" + NAMES + ")[\\w.-]{0,80}");

  private static final Pattern WITHIN =
      Pattern.compile(
          "(?i)([\\w.-]{0,80}(?:"
              + NAMES
              + ")[\\w.-]{0,80}[\"']?\\s{0,5}[=:]\\s{0,5})"
              + "(?:(?:bearer|basic|token)\\s+)?[^\\s,;&]+");

  private static final Pattern USER = Pattern.compile("://[^\\s/@]{1,500}@");

  private Masks() {}

  /** Pretty JSON in which no secret stands. */
  static String raw(byte[] json) {
    JsonNode tree = NomadJson.tree(json);
    hide(tree);
    return NomadJson.pretty(tree);
  }

  /** Sorted; the values of what is called like a secret are hidden. */
  static Map<String, String> values(Map<String, String> plain) {
    Map<String, String> masked = new TreeMap<>();
    plain.forEach(
        (name, value) -> masked.put(name, NAME.matcher(name).matches() ? MASK : within(value)));
    return masked;
  }

  static String within(String text) {
    return USER.matcher(WITHIN.matcher(text).replaceAll("$1" + MASK))
        .replaceAll("://" + MASK + "@");
  }

  private static void hide(JsonNode node) {
    switch (node) {
      case ObjectNode object -> {
        for (String name : object.propertyNames().toArray(String[]::new)) {
          JsonNode value = object.get(name);
          if (value instanceof StringNode text) {
            object.put(
                name,
                name.equals("EmbeddedTmpl") && environment(object)
                    ? masked(text.stringValue())
                    : hidden(name, text.stringValue()));
          } else if (secret(name) || (name.equals("Env") && value.isObject())) {
            hideAll(value);
          } else {
            hide(value);
          }
        }
      }
      case ArrayNode array -> hideIn(array);
      default -> {}
    }
  }

  /** A flag may be followed by its secret. */
  private static void hideIn(ArrayNode array) {
    boolean flag = false;
    for (int at = 0; at < array.size(); at++) {
      @Nullable JsonNode one = array.get(at);
      if (one instanceof StringNode text) {
        String plain = text.stringValue();
        array.set(at, StringNode.valueOf(flag ? MASK : within(plain)));
        flag = FLAG.matcher(plain).matches();
      } else if (one != null) {
        hide(one);
        flag = false;
      }
    }
  }

  private static void hideAll(JsonNode node) {
    switch (node) {
      case ObjectNode object -> {
        for (String name : object.propertyNames().toArray(String[]::new)) {
          JsonNode value = object.get(name);
          if (value.isValueNode() && !value.isNull()) {
            object.put(name, MASK);
          } else {
            hideAll(value);
          }
        }
      }
      case ArrayNode array -> {
        for (int at = 0; at < array.size(); at++) {
          JsonNode value = array.get(at);
          if (value.isValueNode() && !value.isNull()) {
            array.set(at, StringNode.valueOf(MASK));
          } else {
            hideAll(value);
          }
        }
      }
      default -> {}
    }
  }

  private static String hidden(String name, String value) {
    return name.equals("Payload") || secret(name) ? masked(value) : within(value);
  }

  private static String masked(String value) {
    return value.isEmpty() ? value : MASK;
  }

  /** Whether a template of a task is its environment written another way. */
  private static boolean environment(ObjectNode template) {
    return template.path("Envvars").asBoolean(false);
  }

  /** Lists such as MetaRequired name secrets without telling them, but no text that is one. */
  private static boolean secret(String name) {
    return NAME.matcher(name).matches();
  }
}
