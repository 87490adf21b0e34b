package dev.signalbox.velero.request;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON merge patches (RFC 7396). */
final class JsonMergePatch {

  private JsonMergePatch() {}

  /** Returns the patch that turns an object into another one. */
  static ObjectNode between(JsonNode before, JsonNode after) {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    before.properties().stream()
        .filter(field -> !after.has(field.getKey()))
        .forEach(field -> patch.putNull(field.getKey()));
    after
        .properties()
        .forEach(
            field -> {
              JsonNode old = before.path(field.getKey());
              JsonNode value = field.getValue();
              if (old.isObject() && value.isObject()) {
                ObjectNode nested = between(old, value);
                if (!nested.isEmpty()) {
                  patch.set(field.getKey(), nested);
                }
              } else if (!old.equals(value)) {
                patch.set(field.getKey(), value);
              }
            });
    return patch;
  }
}
