package dev.signalbox.artifacts.browsing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A value of a JSON document as a tree.
 *
 * @param label name in the object, or index in the array; empty for the document
 * @param value the value, or the number of members of an object or array
 * @param children the members; empty for other values
 */
record JsonTree(String label, String value, List<JsonTree> children) {

  /** A line of the tree takes one to three tokens. */
  private static final int MAX_TOKENS = 10_000;

  private static final int MAX_DEPTH = 40;
  private static final int MAX_VALUE = 2_000;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxTokenCount(MAX_TOKENS)
                          .maxNestingDepth(MAX_DEPTH)
                          .build())
                  .build())
          .build();

  /** Parses a document. Empty if it is invalid, or too large or deep for a tree. */
  static Optional<JsonTree> parse(String text) {
    try {
      return Optional.of(tree("", JSON.readTree(text)));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static JsonTree tree(String label, JsonNode node) {
    List<JsonTree> children = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(item -> children.add(tree(Integer.toString(children.size()), item)));
    } else {
      node.forEachEntry((name, member) -> children.add(tree(name, member)));
    }
    return new JsonTree(label, text(node), children);
  }

  private static String text(JsonNode node) {
    if (node.isContainer()) {
      return (node.isArray() ? "[%d]" : "{%d}").formatted(node.size());
    }
    String value = node.toString();
    return value.length() <= MAX_VALUE ? value : value.substring(0, MAX_VALUE) + "…";
  }
}
