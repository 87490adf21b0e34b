package dev.signalbox.nomad.http;

import dev.signalbox.web.RawText;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/**
 * The beginning of a JSON text as a tree, so that a response of any size needs little memory.
 * Numbers keep their digits.
 *
 * @param isCut whether the tree is incomplete
 */
record JsonBeginning(JsonNode tree, boolean isCut) {

  static JsonBeginning read(byte[] json) {
    try (JsonParser parser = NomadJson.parser(json)) {
      parser.nextToken();
      Reader reader = new Reader(parser);
      JsonNode tree = reader.value();
      return new JsonBeginning(tree, reader.isFull());
    }
  }

  /** Reads values until they have more characters than a page shows. */
  private static final class Reader {

    private final JsonNodeFactory nodes = JsonNodeFactory.instance;
    private final JsonParser parser;
    private int rest = RawText.MAX_CHARS;

    Reader(JsonParser parser) {
      this.parser = parser;
    }

    boolean isFull() {
      return rest < 0;
    }

    /** Reads the value of the current token. */
    JsonNode value() {
      return switch (parser.currentToken()) {
        case START_OBJECT -> object();
        case START_ARRAY -> array();
        case VALUE_STRING -> nodes.stringNode(counted(parser.getString()));
        case VALUE_TRUE -> nodes.booleanNode(true);
        case VALUE_FALSE -> nodes.booleanNode(false);
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
            nodes.rawValueNode(new RawValue(counted(parser.getString())));
        default -> nodes.nullNode();
      };
    }

    private ObjectNode object() {
      ObjectNode object = nodes.objectNode();
      while (!isFull() && parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = counted(parser.currentName());
        parser.nextToken();
        object.set(name, value());
      }
      return object;
    }

    private ArrayNode array() {
      ArrayNode array = nodes.arrayNode();
      while (!isFull() && parser.nextToken() != JsonToken.END_ARRAY) {
        rest -= 2;
        array.add(value());
      }
      return array;
    }

    private String counted(String text) {
      rest -= text.length() + 2;
      return text;
    }
  }
}
