package dev.signalbox.sandbox.kubernetes;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads and creates the JSON of objects. */
public final class ObjectJson {

  static final JsonMapper MAPPER = new JsonMapper();
  private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

  private ObjectJson() {}

  /** Parses JSON or YAML. */
  public static ObjectNode parse(String text) {
    JsonNode node =
        MAPPER.readTree(
            text.stripLeading().startsWith("{") ? text : SERIALIZATION.convertToJson(text));
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw ApiServerException.badRequest("the body is not an object");
  }

  /** Returns an object with its metadata; the namespace of a cluster-scoped one is empty. */
  public static ObjectNode object(String apiVersion, String kind, String namespace, String name) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    ObjectNode metadata =
        object.put("apiVersion", apiVersion).put("kind", kind).putObject("metadata");
    metadata.put("name", name);
    if (!namespace.isEmpty()) {
      metadata.put("namespace", namespace);
    }
    return object;
  }

  static ObjectNode namespaceObject(String name) {
    ObjectNode namespace = object("v1", "Namespace", "", name);
    namespace.putObject("status").put("phase", "Active");
    return namespace;
  }

  /** Returns metadata.name, or an empty string. */
  public static String name(JsonNode object) {
    return object.path("metadata").path("name").asString("");
  }

  /** Returns metadata.namespace, or an empty string. */
  public static String namespace(JsonNode object) {
    return object.path("metadata").path("namespace").asString("");
  }

  /** Returns metadata.uid, or an empty string. */
  public static String uid(JsonNode object) {
    return object.path("metadata").path("uid").asString("");
  }

  /** Returns the value of a label, or an empty string. */
  public static String label(JsonNode object, String name) {
    return object.path("metadata").path("labels").path(name).asString("");
  }

  /** Returns the metadata, which is added if absent. */
  public static ObjectNode metadata(ObjectNode object) {
    return member(object, "metadata");
  }

  /** Returns an object member, which is added if absent. */
  public static ObjectNode member(ObjectNode object, String name) {
    return object.path(name) instanceof ObjectNode existing ? existing : object.putObject(name);
  }

  /** Formats a time as Kubernetes does, in seconds. */
  public static String time(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
