package dev.signalbox.sandbox.kubernetes;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Decodes and validates written objects: names, unknown fields, schemas and field managers. */
final class ObjectAdmission {

  /**
   * Returns a copy without unknown fields.
   *
   * @throws ApiServerException with 400 for a wrong name or namespace, and for an unknown field in
   *     strict mode; with 422 for an invalid object
   */
  ObjectNode admit(ApiServerCall call, ObjectNode object) {
    ObjectNode admitted = object.deepCopy();
    ServedResource resource = call.resource();
    requireKind(call, admitted);
    ObjectNode metadata = ObjectJson.metadata(admitted);
    if (!call.name().isEmpty() && !call.name().equals(ObjectJson.name(admitted))) {
      throw ApiServerException.badRequest(
          "the name of the object (%s) does not match the name on the URL (%s)"
              .formatted(ObjectJson.name(admitted), call.name()));
    }
    if (resource.namespaced()) {
      requireNamespace(call, admitted);
      metadata.put("namespace", call.namespace());
    }
    checkSchema(call, admitted);
    if (resource.name().equals("secrets")) {
      encode(admitted);
    }
    return admitted;
  }

  /** Moves stringData to data, in base64. */
  private static void encode(ObjectNode secret) {
    if (secret.remove("stringData") instanceof ObjectNode texts) {
      ObjectNode data = ObjectJson.member(secret, "data");
      texts
          .properties()
          .forEach(
              text ->
                  data.put(
                      text.getKey(),
                      Base64.getEncoder()
                          .encodeToString(
                              text.getValue().asString("").getBytes(StandardCharsets.UTF_8))));
    }
  }

  private static void requireKind(ApiServerCall call, ObjectNode object) {
    String kind = object.path("kind").asString(call.resource().kind());
    String apiVersion = object.path("apiVersion").asString(call.resource().apiVersion());
    if (!kind.equals(call.resource().kind()) || !apiVersion.equals(call.resource().apiVersion())) {
      throw ApiServerException.badRequest(
          "%s in version \"%s\" cannot be handled as a %s"
              .formatted(kind, apiVersion, call.resource().kind()));
    }
  }

  private static void requireNamespace(ApiServerCall call, ObjectNode object) {
    String namespace = ObjectJson.namespace(object);
    if (!namespace.isEmpty() && !namespace.equals(call.namespace())) {
      throw ApiServerException.badRequest(
          "the namespace of the provided object does not match the namespace sent on the request");
    }
  }

  private static void checkSchema(ApiServerCall call, ObjectNode object) {
    ObjectNode schema = call.resource().schema();
    if (schema == null) {
      return;
    }
    List<String> unknown = StructuralSchema.prune(object, schema);
    if (call.isStrict() && !unknown.isEmpty()) {
      throw ApiServerException.badRequest(
          "%s in version \"%s\" cannot be handled as a %s: strict decoding error: %s"
              .formatted(
                  call.resource().kind(),
                  call.resource().version(),
                  call.resource().kind(),
                  String.join(
                      ", ", unknown.stream().map("unknown field \"%s\""::formatted).toList())));
    }
    List<String> violations = StructuralSchema.violations(object, schema);
    if (!violations.isEmpty()) {
      throw ApiServerException.invalid(
          call.resource(), ObjectJson.name(object), String.join(", ", violations));
    }
  }

  /** Records who changed which fields. */
  void addManager(ApiServerCall call, ObjectNode after, @Nullable ObjectNode before) {
    FieldOwnership.record(call, after, before);
  }
}
