package dev.signalbox.sandbox.nomad;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** What an endpoint answers. */
sealed interface Reply {

  /** Which index no header tells. */
  long NONE = -1;

  /** A JSON value. */
  record Value(int status, JsonNode json, long index) implements Reply {}

  /** A list, written one by one; {@code next} is where the next page begins, or empty. */
  record Rows<T>(List<T> rows, Function<T, JsonNode> shape, long index, String next)
      implements Reply {}

  /** Plain text: every error, and some answers. */
  @SuppressWarnings("ArrayRecordComponent")
  record Text(int status, String contentType, byte[] bytes, long index) implements Reply {}

  /** Something that writes its answer itself. */
  record Stream(Writing writing) implements Reply {}

  /** Writes an answer. */
  interface Writing {
    void write(Exchange exchange) throws IOException, InterruptedException;
  }

  static Reply of(JsonNode json) {
    return new Value(200, json, NONE);
  }

  static Reply of(JsonNode json, long index) {
    return new Value(200, json, index);
  }

  static Reply error(int status, String text) {
    return error(status, text, NONE);
  }

  static Reply error(int status, String text, long index) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Text(status, "text/plain; charset=utf-8", bytes, index);
  }

  static Reply empty(int status) {
    return new Text(status, "", new byte[0], NONE);
  }
}
