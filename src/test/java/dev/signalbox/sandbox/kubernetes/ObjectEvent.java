package dev.signalbox.sandbox.kubernetes;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A change of an object, at a version of the store.
 *
 * @param before the object before the change; null if it was added
 * @param object the object after the change; the last state if it was deleted
 */
record ObjectEvent(long version, Type type, @Nullable ObjectNode before, ObjectNode object) {

  enum Type {
    ADDED,
    MODIFIED,
    DELETED
  }
}
