package dev.signalbox.sandbox.kubernetes;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The metadata that the API server writes. */
final class ObjectMetadata {

  // without vowels and similar characters, as in apimachinery
  private static final String SUFFIX_CHARACTERS = "bcdfghjklmnpqrstvwxz2456789";
  private static final int SUFFIX_LENGTH = 5;
  private static final SecureRandom RANDOM = new SecureRandom();

  private ObjectMetadata() {}

  /** Returns a copy with name, uid, generation and creation time; given values are kept. */
  static ObjectNode created(ObjectNode object, ServedResource resource, Instant now) {
    ObjectNode created = object.deepCopy();
    created.put("apiVersion", resource.apiVersion()).put("kind", resource.kind());
    ObjectNode metadata = ObjectJson.metadata(created);
    if (!metadata.has("name") && metadata.has("generateName")) {
      metadata.put("name", metadata.path("generateName").asString() + suffix());
    }
    if (ObjectJson.name(created).isEmpty()) {
      throw ApiServerException.invalid(
          resource, "", "metadata.name: Required value: name or generateName is required");
    }
    putIfAbsent(metadata, "uid", UUID.randomUUID().toString());
    putIfAbsent(metadata, "creationTimestamp", ObjectJson.time(now));
    if (!metadata.has("generation")) {
      metadata.put("generation", 1);
    }
    return created;
  }

  /** Returns a copy of the changed object with the metadata that clients can't change. */
  static ObjectNode updated(ObjectNode before, ObjectNode after) {
    ObjectNode updated = after.deepCopy();
    ObjectNode metadata = ObjectJson.metadata(updated);
    JsonNode old = before.path("metadata");
    for (String name :
        List.of(
            "name",
            "namespace",
            "uid",
            "creationTimestamp",
            "deletionTimestamp",
            "resourceVersion",
            "generation")) {
      if (old.has(name)) {
        metadata.set(name, old.get(name));
      } else {
        metadata.remove(name);
      }
    }
    if (!before.path("spec").equals(updated.path("spec"))) {
      metadata.put("generation", old.path("generation").asLong(1) + 1);
    }
    return updated;
  }

  static void setVersion(ObjectNode object, long version) {
    ObjectJson.metadata(object).put("resourceVersion", Long.toString(version));
  }

  static boolean hasFinalizers(ObjectNode object) {
    return !object.path("metadata").path("finalizers").isEmpty();
  }

  /** Whether the object was deleted before and its last finalizer is gone now. */
  static boolean isDeletable(ObjectNode object) {
    return object.path("metadata").has("deletionTimestamp") && !hasFinalizers(object);
  }

  static ObjectNode marked(ObjectNode object, Instant now) {
    ObjectNode marked = object.deepCopy();
    putIfAbsent(ObjectJson.metadata(marked), "deletionTimestamp", ObjectJson.time(now));
    return marked;
  }

  static List<String> ownerUids(JsonNode object) {
    return object
        .path("metadata")
        .path("ownerReferences")
        .valueStream()
        .map(owner -> owner.path("uid").asString(""))
        .toList();
  }

  static void removeOwner(ObjectNode object, String uid) {
    if (object.path("metadata").path("ownerReferences") instanceof ArrayNode owners) {
      owners.removeIf(owner -> owner.path("uid").asString("").equals(uid));
    }
  }

  private static void putIfAbsent(ObjectNode object, String name, String value) {
    if (!object.has(name)) {
      object.put(name, value);
    }
  }

  private static String suffix() {
    StringBuilder suffix = new StringBuilder();
    for (int i = 0; i < SUFFIX_LENGTH; i++) {
      suffix.append(SUFFIX_CHARACTERS.charAt(RANDOM.nextInt(SUFFIX_CHARACTERS.length())));
    }
    return suffix.toString();
  }
}
