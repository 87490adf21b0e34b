package dev.signalbox.sandbox.kubernetes;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The managedFields of objects and the conflicts of server-side apply. Paths are JSON pointers;
 * lists are owned as a whole.
 */
final class FieldOwnership {

  private static final Set<String> NOT_MANAGED =
      Set.of("/apiVersion", "/kind", "/metadata/name", "/metadata/namespace");

  private FieldOwnership() {}

  /** Adds the fields that a request changes to the entry of its field manager. */
  static void record(ApiServerCall call, ObjectNode after, @Nullable ObjectNode before) {
    ObjectNode applied =
        PatchReader.isApply(call) ? ObjectJson.parse(call.exchange().text()) : after;
    List<String> changed =
        leaves(applied).stream()
            .filter(
                path ->
                    PatchReader.isApply(call)
                        || before == null
                        || !before.at(path).equals(after.at(path)))
            .toList();
    ArrayNode entries =
        ObjectJson.metadata(after).path("managedFields") instanceof ArrayNode existing
            ? existing
            : ObjectJson.metadata(after).putArray("managedFields");
    String operation = operation(call);
    ObjectNode own = null;
    for (JsonNode entry : entries) {
      if (entry instanceof ObjectNode one && isOf(one, call, operation)) {
        own = one;
      } else if (entry.path("fieldsV1") instanceof ObjectNode fields) {
        changed.forEach(path -> removeField(fields, path));
      }
    }
    if (own == null) {
      own = entries.addObject();
      own.put("manager", manager(call)).put("operation", operation);
      own.put("apiVersion", call.resource().apiVersion()).put("fieldsType", "FieldsV1");
    }
    if (PatchReader.isApply(call)) {
      own.set("fieldsV1", JsonNodeFactory.instance.objectNode());
    }
    ObjectNode fields = ObjectJson.member(own, "fieldsV1");
    changed.forEach(path -> addField(fields, path));
  }

  /**
   * Refuses to apply a field that another manager owns with a different value.
   *
   * @throws ApiServerException with 409, unless the request has {@code force=true}
   */
  static void requireNoConflict(ApiServerCall call, ObjectNode stored, ObjectNode applied) {
    if (call.parameter("fieldManager").isEmpty()) {
      throw ApiServerException.badRequest(
          "PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: is required for"
              + " apply patch");
    }
    List<String> conflicts = new ArrayList<>();
    for (JsonNode entry : stored.path("metadata").path("managedFields")) {
      String manager = entry.path("manager").asString("");
      for (String path : leaves(applied)) {
        if (!manager.equals(manager(call))
            && owns(entry.path("fieldsV1"), path)
            && !stored.at(path).equals(applied.at(path))) {
          conflicts.add("conflict with \"%s\": %s".formatted(manager, path.replace('/', '.')));
        }
      }
    }
    if (!conflicts.isEmpty() && !call.exchange().hasFlag("force")) {
      throw new ApiServerException(
          409,
          "Conflict",
          "Apply failed with %d conflict%s: %s"
              .formatted(
                  conflicts.size(),
                  conflicts.size() == 1 ? "" : "s",
                  String.join(", ", conflicts)));
    }
  }

  /** Removes the fields that the manager applied before and does not apply now. */
  static void removeAbandoned(ApiServerCall call, ObjectNode after, ObjectNode applied) {
    Set<String> wanted = new LinkedHashSet<>(leaves(applied));
    for (JsonNode entry : after.path("metadata").path("managedFields")) {
      if (isOf(entry, call, "Apply")) {
        leaves(after).stream()
            .filter(path -> owns(entry.path("fieldsV1"), path) && !wanted.contains(path))
            .forEach(path -> removeValue(after, path));
      }
    }
  }

  private static boolean isOf(JsonNode entry, ApiServerCall call, String operation) {
    return entry.path("manager").asString("").equals(manager(call))
        && entry.path("operation").asString("").equals(operation);
  }

  private static String operation(ApiServerCall call) {
    return PatchReader.isApply(call) ? "Apply" : "Update";
  }

  private static String manager(ApiServerCall call) {
    String given = call.parameter("fieldManager");
    return given.isEmpty()
        ? call.exchange().header("User-Agent").orElse("unknown").replaceAll("[/ ].*", "")
        : given;
  }

  private static List<String> leaves(ObjectNode object) {
    List<String> leaves = new ArrayList<>();
    collect(object, "", leaves);
    leaves.removeIf(
        path -> NOT_MANAGED.contains(path) || path.startsWith("/metadata/managedFields"));
    return leaves;
  }

  private static void collect(JsonNode node, String path, List<String> leaves) {
    if (node.isObject() && !node.isEmpty()) {
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        collect(member.getValue(), path + "/" + escape(member.getKey()), leaves);
      }
    } else {
      leaves.add(path);
    }
  }

  private static boolean owns(JsonNode fields, String path) {
    JsonNode node = fields;
    for (String name : names(path)) {
      node = node.path("f:" + name);
    }
    return !node.isMissingNode();
  }

  private static void addField(ObjectNode fields, String path) {
    ObjectNode node = fields;
    for (String name : names(path)) {
      node = ObjectJson.member(node, "f:" + name);
    }
  }

  private static void removeField(ObjectNode fields, String path) {
    List<String> names = names(path);
    JsonNode node = fields;
    for (String name : names.subList(0, names.size() - 1)) {
      node = node.path("f:" + name);
    }
    if (node instanceof ObjectNode parent) {
      parent.remove("f:" + names.getLast());
    }
  }

  private static void removeValue(ObjectNode object, String path) {
    int last = path.lastIndexOf('/');
    if (object.at(path.substring(0, last)) instanceof ObjectNode parent) {
      parent.remove(names(path).getLast());
    }
  }

  private static List<String> names(String path) {
    return Stream.of(path.substring(1).split("/", -1))
        .map(name -> name.replace("~1", "/").replace("~0", "~"))
        .toList();
  }

  private static String escape(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
