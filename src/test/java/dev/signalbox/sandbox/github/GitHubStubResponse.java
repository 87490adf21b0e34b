package dev.signalbox.sandbox.github;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A response: status, headers and text body. */
record GitHubStubResponse(int status, Map<String, String> headers, String body) {

  static final String DOCS = "https://docs.github.com/rest";

  static GitHubStubResponse json(int status, JsonNode body) {
    return text(status, "application/json; charset=utf-8", body.toString());
  }

  static GitHubStubResponse html(int status, String body) {
    return text(status, "text/html; charset=utf-8", body);
  }

  static GitHubStubResponse text(int status, String contentType, String body) {
    return new GitHubStubResponse(status, Map.of("Content-Type", contentType), body);
  }

  static GitHubStubResponse empty(int status) {
    return new GitHubStubResponse(status, Map.of(), "");
  }

  static GitHubStubResponse redirect(String location) {
    return empty(302).withHeader("Location", location);
  }

  /** Returns an error in the format of the REST API ("Troubleshooting the REST API"). */
  static GitHubStubResponse error(int status, String message) {
    return error(status, message, DOCS);
  }

  static GitHubStubResponse error(int status, String message, String documentation) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("message", message);
    body.put("documentation_url", documentation);
    body.put("status", Integer.toString(status));
    return json(status, body);
  }

  static GitHubStubResponse notFound() {
    return error(404, "Not Found");
  }

  GitHubStubResponse withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new GitHubStubResponse(status, more, body);
  }

  void sendTo(HttpExchange exchange) throws IOException {
    headers.forEach(exchange.getResponseHeaders()::set);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    // a test may restart the server immediately: clients must not reuse connections
    exchange.getResponseHeaders().set("Connection", "close");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }
}
