package dev.signalbox.sandbox.kubernetes;

import dev.signalbox.sandbox.http.LoopbackHttpExchange;
import java.io.IOException;
import tools.jackson.databind.node.ObjectNode;

/** The response to a request. */
sealed interface ApiServerResponse {

  /** A JSON object. */
  record Json(int status, ObjectNode body) implements ApiServerResponse {}

  /** A list, whose items are written one by one. */
  record ListBody(ServedResource resource, ObjectPage page) implements ApiServerResponse {}

  /** Plain text. */
  record Text(String body) implements ApiServerResponse {}

  /** A response that is written over a longer time. */
  record Streaming(Writing writing) implements ApiServerResponse {}

  /** Writes a streaming response. */
  interface Writing {
    void write(LoopbackHttpExchange exchange) throws IOException, InterruptedException;
  }

  static ApiServerResponse ok(ObjectNode body) {
    return new Json(200, body);
  }

  static ApiServerResponse created(ObjectNode body) {
    return new Json(201, body);
  }
}
