package dev.signalbox.sandbox.velero;

import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Builds OpenAPI v3 schemas from lists of fields such as {@code "ttl:string paused:boolean hooks"};
 * a field without type is free-form.
 */
final class SchemaBuilder {

  private SchemaBuilder() {}

  /** Returns the schema of an object with spec and status. */
  static ObjectNode resource(ObjectNode spec, ObjectNode status) {
    ObjectNode schema = object("apiVersion:string kind:string metadata");
    ObjectNode properties = (ObjectNode) schema.path("properties");
    properties.set("spec", spec);
    properties.set("status", status);
    return schema;
  }

  static ObjectNode object(String fields, String... required) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    for (String field : List.of(fields.split("\\s+", -1))) {
      int colon = field.indexOf(':');
      ObjectNode property = properties.putObject(colon < 0 ? field : field.substring(0, colon));
      if (colon < 0) {
        property.put("x-kubernetes-preserve-unknown-fields", true);
      } else {
        property.put("type", field.substring(colon + 1));
      }
    }
    if (required.length > 0) {
      ArrayNode names = schema.putArray("required");
      List.of(required).forEach(names::add);
    }
    return schema;
  }

  /** Replaces the schema of a field. */
  static ObjectNode with(ObjectNode schema, String field, ObjectNode fieldSchema) {
    ((ObjectNode) schema.path("properties")).set(field, fieldSchema);
    return schema;
  }

  static ObjectNode oneOf(List<String> values) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "string");
    ArrayNode allowed = schema.putArray("enum");
    values.forEach(allowed::add);
    return schema;
  }
}
