package dev.signalbox.velero.request;

import dev.signalbox.velero.VeleroResource;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Builds the JSON of resources. */
final class ResourceNode {

  private ResourceNode() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** Returns a resource with its namespace and an empty specification. */
  static ObjectNode of(VeleroResource resource, String namespace) {
    ObjectNode object = object();
    object.put("apiVersion", resource.kind().apiVersion());
    object.put("kind", resource.kind().kind());
    object.putObject("metadata").put("namespace", namespace);
    return object;
  }

  static ObjectNode metadata(ObjectNode resource) {
    return resource.withObject("/metadata");
  }

  static void labels(ObjectNode resource, Map<String, String> labels) {
    putNonEmpty(resource, "labels", labels);
  }

  static void annotations(ObjectNode resource, Map<String, String> annotations) {
    putNonEmpty(resource, "annotations", annotations);
  }

  static void putAll(ObjectNode object, Map<String, String> values) {
    new TreeMap<>(values).forEach(object::put);
  }

  static void putAll(ObjectNode object, String field, Collection<String> values) {
    ArrayNode array = object.putArray(field);
    values.forEach(array::add);
  }

  /** Puts a map below the metadata; empty values are left out. */
  private static void putNonEmpty(ObjectNode resource, String field, Map<String, String> values) {
    Map<String, String> present = new TreeMap<>(values);
    present.values().removeIf(String::isEmpty);
    if (!present.isEmpty()) {
      putAll(metadata(resource).putObject(field), present);
    }
  }
}
