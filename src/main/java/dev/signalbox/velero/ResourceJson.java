package dev.signalbox.velero;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Reads fields of a Kubernetes object. A missing field and a value of another type are treated
 * alike: as an empty text, list or map, as zero, or as null.
 */
public final class ResourceJson {

  private final JsonNode node;

  private ResourceJson(JsonNode node) {
    this.node = node;
  }

  /** Wraps a JSON value; null is treated as a missing value. */
  public static ResourceJson of(@Nullable JsonNode node) {
    return new ResourceJson(node == null ? MissingNode.getInstance() : node);
  }

  /** Returns the value at a path of field names. */
  public ResourceJson at(String... path) {
    JsonNode found = node;
    for (String field : path) {
      found = found.path(field);
    }
    return new ResourceJson(found);
  }

  public JsonNode node() {
    return node;
  }

  public boolean isObject() {
    return node.isObject();
  }

  /** Returns a text; numbers and booleans are formatted. */
  public String text(String... path) {
    JsonNode found = at(path).node;
    return found.isString() ? found.stringValue() : found.isValueNode() ? found.asString("") : "";
  }

  /** Returns an integer, also if it is sent as text. */
  public long number(String... path) {
    JsonNode found = at(path).node;
    if (found.isNumber()) {
      return found.canConvertToLong() ? found.longValue() : 0;
    }
    try {
      return found.isString() ? Long.parseLong(found.stringValue().strip()) : 0;
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** Returns an integer, or null if it is missing. */
  public @Nullable Long optionalNumber(String... path) {
    JsonNode found = at(path).node;
    return found.isNumber() || found.isString() ? number(path) : null;
  }

  /** Returns a boolean, or null if it is missing. */
  public @Nullable Boolean flag(String... path) {
    return switch (text(path)) {
      case "true" -> Boolean.TRUE;
      case "false" -> Boolean.FALSE;
      default -> null;
    };
  }

  public boolean isTrue(String... path) {
    return text(path).equals("true");
  }

  /** Returns an RFC 3339 time, or null if it is missing or malformed. */
  public @Nullable Instant instant(String... path) {
    try {
      String text = text(path);
      return text.isEmpty() ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /** Returns a Go duration, or null if it is missing or malformed. */
  public @Nullable Duration duration(String... path) {
    return GoDuration.parse(text(path));
  }

  /** Returns the texts of a list; other elements are skipped. */
  public List<String> texts(String... path) {
    List<String> texts = new ArrayList<>();
    for (ResourceJson item : items(path)) {
      if (item.node.isString()) {
        texts.add(item.node.stringValue());
      }
    }
    return List.copyOf(texts);
  }

  /** Returns the fields of an object whose values are scalar, as texts. */
  public Map<String, String> textMap(String... path) {
    JsonNode found = at(path).node;
    Map<String, String> texts = new HashMap<>();
    for (Map.Entry<String, JsonNode> field : found.properties()) {
      if (field.getValue().isValueNode() && !field.getValue().isNull()) {
        texts.put(field.getKey(), field.getValue().asString(""));
      }
    }
    return texts.isEmpty() ? Map.of() : Map.copyOf(texts);
  }

  /** Returns the elements of a list. */
  public List<ResourceJson> items(String... path) {
    JsonNode found = at(path).node;
    if (!found.isArray()) {
      return List.of();
    }
    List<ResourceJson> items = new ArrayList<>(found.size());
    for (JsonNode item : found.values()) {
      items.add(new ResourceJson(item));
    }
    return items;
  }

  /** Returns the field names of an object. */
  public List<String> names(String... path) {
    return List.copyOf(at(path).node.propertyNames());
  }
}
