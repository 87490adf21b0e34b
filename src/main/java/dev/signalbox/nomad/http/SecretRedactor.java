package dev.signalbox.nomad.http;

import dev.signalbox.web.ByteSize;
import dev.signalbox.web.RawText;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Redacts secrets in data from Nomad: environment variables, environment templates, payloads,
 * values whose name looks like a secret, and {@code name=value} pairs with such a name within
 * texts.
 *
 * <p>Everyone who can submit a job controls these texts, so the expressions take linear time:
 * quantifiers are possessive, and matches can't start within a name.
 */
final class SecretRedactor {

  private static final String MASK = "(masked)";

  /** The lookahead skips most characters before the alternatives are tried. */
  private static final String SECRET_WORDS =
      "(?=[tspcael])(?:token|secret|pass(?:w|phrase)|credential"
          + "|(?:api|access|private|encryption|signing|license)_?-?key|authorization)";

  private static final Pattern SECRET_NAME =
      Pattern.compile("(?i)" + SECRET_WORDS + "|(?:\\A|[_.-])(?:key|auth|pat)\\z");

  private static final Pattern SECRET_FLAG =
      Pattern.compile("(?i)-{1,2}+(?=[\\w.-]*?" + SECRET_WORDS + ")[\\w.-]++");

  /** Matches start at the beginning of a name only, so that a long name is read a few times. */
  private static final Pattern NAME_VALUE_PAIR =
      Pattern.compile(
          "(?i)(?<![\\w.-])(?=[\\w.-]++[\"']?+\\s{0,5}+[=:])(?=[\\w.-]*?"
              + SECRET_WORDS
              + ")([\\w.-]++[\"']?+\\s{0,5}+[=:]\\s{0,5}+)"
              + "(?:(?:bearer|basic|token)\\s++)?[^\\s,;&]++");

  private static final Pattern URL_CREDENTIALS = Pattern.compile("://[^\\s/@]++@");

  private SecretRedactor() {}

  /** Formats JSON, or its beginning, with secrets redacted. */
  static RawText prettyJson(byte[] json) {
    JsonBeginning beginning = JsonBeginning.read(json);
    redact(beginning.tree(), beginning.isCut());
    String text = NomadJson.pretty(beginning.tree());
    String size = ByteSize.of(json.length);
    return beginning.isCut() ? RawText.cut(text, size) : RawText.of(text, size);
  }

  /** Sorts the entries by name and redacts values whose name looks like a secret. */
  static Map<String, String> redactValues(Map<String, String> plain) {
    Map<String, String> masked = new TreeMap<>();
    plain.forEach((name, value) -> masked.put(name, isSecret(name) ? MASK : redactText(value)));
    return masked;
  }

  static String redactText(String text) {
    return URL_CREDENTIALS
        .matcher(NAME_VALUE_PAIR.matcher(text).replaceAll("$1" + MASK))
        .replaceAll("://" + MASK + "@");
  }

  /**
   * Redacts an object or array.
   *
   * @param cut whether fields may be missing
   */
  private static void redact(JsonNode node, boolean cut) {
    switch (node) {
      case ObjectNode object -> {
        for (String name : object.propertyNames().toArray(String[]::new)) {
          JsonNode value = object.get(name);
          if (value instanceof StringNode text) {
            object.put(
                name,
                name.equals("EmbeddedTmpl") && isEnvironment(object, cut)
                    ? mask(text.stringValue())
                    : redactValue(name, text.stringValue()));
          } else if (isSecret(name) || (name.equals("Env") && value.isObject())) {
            redactAll(value);
          } else {
            redact(value, cut);
          }
        }
      }
      case ArrayNode array -> redactElements(array, cut);
      default -> {}
    }
  }

  /** Redacts an array; in command lines a secret may follow its flag as the next element. */
  private static void redactElements(ArrayNode array, boolean cut) {
    boolean secretFollows = false;
    for (int i = 0; i < array.size(); i++) {
      @Nullable JsonNode element = array.get(i);
      if (element instanceof StringNode text) {
        String plain = text.stringValue();
        array.set(i, StringNode.valueOf(secretFollows ? MASK : redactText(plain)));
        secretFollows = SECRET_FLAG.matcher(plain).matches();
      } else if (element != null) {
        redact(element, cut);
        secretFollows = false;
      }
    }
  }

  private static void redactAll(JsonNode node) {
    switch (node) {
      case ObjectNode object -> {
        for (String name : object.propertyNames().toArray(String[]::new)) {
          JsonNode value = object.get(name);
          if (value.isValueNode() && !value.isNull()) {
            object.put(name, MASK);
          } else {
            redactAll(value);
          }
        }
      }
      case ArrayNode array -> {
        for (int i = 0; i < array.size(); i++) {
          JsonNode value = array.get(i);
          if (value.isValueNode() && !value.isNull()) {
            array.set(i, StringNode.valueOf(MASK));
          } else {
            redactAll(value);
          }
        }
      }
      default -> {}
    }
  }

  private static String redactValue(String name, String value) {
    return name.equals("Payload") || isSecret(name) ? mask(value) : redactText(value);
  }

  private static String mask(String value) {
    return value.isEmpty() ? value : MASK;
  }

  /** Whether a task template is rendered into environment variables. */
  private static boolean isEnvironment(ObjectNode template, boolean cut) {
    return template.path("Envvars").asBoolean(cut);
  }

  /** Lists such as MetaRequired contain only names of secrets, so they are not redacted. */
  private static boolean isSecret(String name) {
    return SECRET_NAME.matcher(name).find();
  }
}
