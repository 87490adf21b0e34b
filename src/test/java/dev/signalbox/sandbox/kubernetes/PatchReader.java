package dev.signalbox.sandbox.kubernetes;

import io.fabric8.zjsonpatch.JsonPatch;
import io.fabric8.zjsonpatch.JsonPatchException;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Applies the patches of the API server. A strategic merge replaces lists. */
final class PatchReader {

  private static final String APPLY = "application/apply-patch+yaml";

  static boolean isApply(ApiServerCall call) {
    return contentType(call).equals(APPLY);
  }

  /** Returns a changed copy. */
  ObjectNode patched(ApiServerCall call, ObjectNode before) {
    String body = call.exchange().text();
    ObjectNode after = before.deepCopy();
    switch (contentType(call)) {
      case "application/json-patch+json" -> {
        return jsonPatched(call, before, body);
      }
      case "application/merge-patch+json" -> MergePatch.apply(after, read(body));
      case "application/strategic-merge-patch+json" -> {
        if (call.resource().isCustom()) {
          throw unsupported(call);
        }
        MergePatch.apply(after, read(body));
      }
      case APPLY -> {
        ObjectNode applied = ObjectJson.parse(body);
        FieldOwnership.requireNoConflict(call, before, applied);
        FieldOwnership.removeAbandoned(call, after, applied);
        MergePatch.apply(after, applied);
      }
      default -> throw unsupported(call);
    }
    return after;
  }

  private static ObjectNode jsonPatched(ApiServerCall call, ObjectNode before, String body) {
    try {
      if (JsonPatch.apply(read(body), before) instanceof ObjectNode after) {
        return after;
      }
    } catch (JsonPatchException e) {
      throw new ApiServerException(
          422,
          "Invalid",
          Optional.ofNullable(e.getMessage()).orElse("the server rejected our request"));
    }
    throw ApiServerException.invalid(call.resource(), call.name(), "the result is not an object");
  }

  private static JsonNode read(String body) {
    try {
      return ObjectJson.MAPPER.readTree(body);
    } catch (JacksonException e) {
      throw ApiServerException.badRequest("error decoding patch: " + e.getOriginalMessage());
    }
  }

  private static ApiServerException unsupported(ApiServerCall call) {
    return new ApiServerException(
        415,
        "UnsupportedMediaType",
        "the body of the request was in an unknown format - accepted media types include:"
            + " application/json-patch+json, application/merge-patch+json, "
            + APPLY
            + "; got "
            + contentType(call));
  }

  private static String contentType(ApiServerCall call) {
    return call.exchange().header("Content-Type").orElse("").replaceAll(";.*", "").strip();
  }
}
