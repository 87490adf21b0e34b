package dev.signalbox.sandbox.kubernetes;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON merge patch of RFC 7386. */
final class MergePatch {

  private MergePatch() {}

  /** Changes the target: null removes a member, objects are merged, other values replace. */
  static void apply(ObjectNode target, JsonNode patch) {
    patch
        .properties()
        .forEach(
            member -> {
              String name = member.getKey();
              JsonNode value = member.getValue();
              if (value.isNull()) {
                target.remove(name);
              } else if (value.isObject()) {
                ObjectNode child =
                    target.path(name) instanceof ObjectNode existing
                        ? existing
                        : target.putObject(name);
                apply(child, value);
              } else {
                target.set(name, value.deepCopy());
              }
            });
  }
}
