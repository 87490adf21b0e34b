package dev.signalbox.sandbox.kubernetes;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Checks objects against the OpenAPI v3 schema of their CRD, as the API server does. */
final class StructuralSchema {

  private static final List<String> ALWAYS_KNOWN = List.of("apiVersion", "kind", "metadata");

  private StructuralSchema() {}

  /** Removes the fields that the schema does not know and returns their paths. */
  static List<String> prune(ObjectNode object, ObjectNode schema) {
    List<String> unknown = new ArrayList<>();
    prune(object, schema, "", unknown);
    return unknown;
  }

  /** Returns what makes the object invalid, such as {@code spec.schedule: Required value}. */
  static List<String> violations(ObjectNode object, ObjectNode schema) {
    List<String> violations = new ArrayList<>();
    check(object, schema, "", violations);
    return violations;
  }

  private static void prune(JsonNode value, JsonNode schema, String path, List<String> unknown) {
    if (value instanceof ObjectNode object && !isFreeForm(schema)) {
      for (String name : List.copyOf(object.propertyNames())) {
        JsonNode child = childSchema(schema, name);
        if (!child.isMissingNode()) {
          prune(object.path(name), child, join(path, name), unknown);
        } else if (!(path.isEmpty() && ALWAYS_KNOWN.contains(name))) {
          unknown.add(join(path, name));
          object.remove(name);
        }
      }
    } else if (value.isArray() && schema.has("items")) {
      for (int i = 0; i < value.size(); i++) {
        prune(value.get(i), schema.get("items"), path + "[" + i + "]", unknown);
      }
    }
  }

  private static boolean isFreeForm(JsonNode schema) {
    return schema.path("x-kubernetes-preserve-unknown-fields").asBoolean(false)
        || !(schema.has("properties") || schema.has("additionalProperties"));
  }

  private static JsonNode childSchema(JsonNode schema, String name) {
    JsonNode known = schema.path("properties").path(name);
    return known.isMissingNode() ? schema.path("additionalProperties") : known;
  }

  private static void check(JsonNode value, JsonNode schema, String path, List<String> found) {
    String type = schema.path("type").asString("");
    if (!type.isEmpty() && !hasType(value, type)) {
      found.add("%s: Invalid value: %s: %s must be of type %s".formatted(path, value, path, type));
      return;
    }
    if (value.isObject()) {
      for (JsonNode name : schema.path("required")) {
        if (!value.has(name.asString())) {
          found.add(join(path, name.asString()) + ": Required value");
        }
      }
      value
          .properties()
          .forEach(
              member ->
                  check(
                      member.getValue(),
                      childSchema(schema, member.getKey()),
                      join(path, member.getKey()),
                      found));
    }
    checkEnum(value, schema.path("enum"), path, found);
  }

  private static void checkEnum(JsonNode value, JsonNode allowed, String path, List<String> found) {
    if (allowed.isArray() && allowed.valueStream().noneMatch(value::equals)) {
      found.add("%s: Unsupported value: %s: supported values: %s".formatted(path, value, allowed));
    }
  }

  private static boolean hasType(JsonNode value, String type) {
    return switch (type) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isString();
      case "boolean" -> value.isBoolean();
      case "integer" -> value.isIntegralNumber();
      default -> true;
    };
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
