package dev.signalbox.sandbox.kubernetes;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Optimistic locking: a given uid or resourceVersion must be that of the stored object. */
final class ObjectPreconditions {

  private ObjectPreconditions() {}

  /**
   * Checks an update by its metadata, or a deletion by its preconditions.
   *
   * @throws ApiServerException with 409
   */
  static void check(ApiServerCall call, ObjectNode stored, JsonNode given) {
    String uid = given.path("uid").asString("");
    if (!uid.isEmpty() && !uid.equals(ObjectJson.uid(stored))) {
      throw ApiServerException.conflict(
          call.resource(),
          call.name(),
          "Precondition failed: UID in precondition: %s, UID in object meta: %s"
              .formatted(uid, ObjectJson.uid(stored)));
    }
    String version = given.path("resourceVersion").asString("");
    if (!version.isEmpty()
        && !version.equals(stored.path("metadata").path("resourceVersion").asString(""))) {
      throw ApiServerException.conflict(
          call.resource(),
          call.name(),
          "the object has been modified; please apply your changes to the latest version and try"
              + " again");
    }
  }
}
