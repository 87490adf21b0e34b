package dev.signalbox.sandbox.nomad;

import dev.signalbox.sandbox.http.LoopbackHttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Response of an endpoint. */
sealed interface NomadStubResponse {

  /** Index value of a response without an index header. */
  long NO_INDEX = -1;

  /** A JSON value. */
  record Value(int status, JsonNode json, long index) implements NomadStubResponse {}

  /** A list, written item by item. {@code next} is the token of the next page, or empty. */
  record ListBody<T>(List<T> rows, Function<T, JsonNode> shape, long index, String next)
      implements NomadStubResponse {}

  /** Plain text: all errors and some successful responses. */
  @SuppressWarnings("ArrayRecordComponent")
  record Text(int status, String contentType, byte[] bytes, long index)
      implements NomadStubResponse {}

  /** A response that is written by the endpoint. */
  record StreamBody(BodyWriter writing) implements NomadStubResponse {}

  /** Writes a response. */
  interface BodyWriter {
    void write(LoopbackHttpExchange exchange) throws IOException, InterruptedException;
  }

  static NomadStubResponse of(JsonNode json) {
    return new Value(200, json, NO_INDEX);
  }

  static NomadStubResponse of(JsonNode json, long index) {
    return new Value(200, json, index);
  }

  static NomadStubResponse error(int status, String text) {
    return error(status, text, NO_INDEX);
  }

  static NomadStubResponse error(int status, String text, long index) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Text(status, "text/plain; charset=utf-8", bytes, index);
  }

  static NomadStubResponse empty(int status) {
    return new Text(status, "", new byte[0], NO_INDEX);
  }
}
