package dev.signalbox.sandbox.github;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the fake says back: a status, headers and a text. */
record Answer(int status, Map<String, String> headers, String body) {

  static final String DOCS = "https://docs.github.com/rest";

  static Answer json(int status, JsonNode body) {
    return text(status, "application/json; charset=utf-8", body.toString());
  }

  static Answer html(int status, String body) {
    return text(status, "text/html; charset=utf-8", body);
  }

  static Answer text(int status, String contentType, String body) {
    return new Answer(status, Map.of("Content-Type", contentType), body);
  }

  static Answer empty(int status) {
    return new Answer(status, Map.of(), "");
  }

  static Answer redirect(String location) {
    return empty(302).with("Location", location);
  }

  /** The error form of the REST API ("Troubleshooting the REST API"). */
  static Answer error(int status, String message) {
    return error(status, message, DOCS);
  }

  static Answer error(int status, String message, String documentation) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("message", message);
    body.put("documentation_url", documentation);
    body.put("status", Integer.toString(status));
    return json(status, body);
  }

  static Answer notFound() {
    return error(404, "Not Found");
  }

  Answer with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Answer(status, more, body);
  }

  void sendTo(HttpExchange exchange) throws IOException {
    headers.forEach(exchange.getResponseHeaders()::set);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    // a test may restart this server at once; nobody should hold on to a connection of its last
    // life
    exchange.getResponseHeaders().set("Connection", "close");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }
}
