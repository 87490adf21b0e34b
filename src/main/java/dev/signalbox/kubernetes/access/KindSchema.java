package dev.signalbox.kubernetes.access;

import dev.signalbox.kubernetes.ApiDiscovery.Availability;
import dev.signalbox.kubernetes.ResourceKind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * The OpenAPI v3 schema of a kind.
 *
 * @param root its schema; missing if it could not be read
 */
record KindSchema(JsonNode root) {

  static final JsonNode MISSING = MissingNode.getInstance();

  /** No schema. */
  static final KindSchema NONE = new KindSchema(MISSING);

  /** Returns the schema of the version in a CRD. */
  static KindSchema ofDefinition(JsonNode definition, ResourceKind kind) {
    for (JsonNode version : definition.path("spec").path("versions")) {
      if (version.path("name").asString("").equals(kind.version())) {
        return new KindSchema(version.path("schema").path("openAPIV3Schema"));
      }
    }
    return NONE;
  }

  /** Returns the schema of the kind in the OpenAPI v3 document of its group. */
  static KindSchema ofOpenApi(JsonNode document, ResourceKind kind) {
    for (JsonNode schema : document.path("components").path("schemas")) {
      for (JsonNode name : schema.path("x-kubernetes-group-version-kind")) {
        if (name.path("kind").asString("").equals(kind.kind())) {
          return new KindSchema(schema);
        }
      }
    }
    return NONE;
  }

  /**
   * Returns whether there is a field at a path such as {@code spec.template.ttl}. A schema that
   * keeps unknown fields tells nothing about fields that it does not name.
   */
  Availability has(String path) {
    JsonNode schema = root;
    for (String name : path.split("\\.", -1)) {
      JsonNode properties = schema.path("properties");
      if (schema.path("x-kubernetes-preserve-unknown-fields").asBoolean(false)
          || properties.isMissingNode()) {
        return Availability.UNKNOWN;
      }
      schema = properties.path(name);
      if (schema.isMissingNode()) {
        return Availability.UNAVAILABLE;
      }
    }
    return Availability.AVAILABLE;
  }
}
