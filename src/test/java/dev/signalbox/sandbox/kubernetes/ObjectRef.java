package dev.signalbox.sandbox.kubernetes;

import tools.jackson.databind.JsonNode;

/** Names an object; the namespace of a cluster-scoped one is empty. */
record ObjectRef(String resource, String namespace, String name) {

  static ObjectRef of(String resource, JsonNode object) {
    return new ObjectRef(resource, ObjectJson.namespace(object), ObjectJson.name(object));
  }
}
