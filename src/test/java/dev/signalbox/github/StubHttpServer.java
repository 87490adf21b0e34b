package dev.signalbox.github;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;

/** An HTTP server that responds instead of GitHub, like a proxy or a captive portal. */
final class StubHttpServer implements AutoCloseable {

  /** A predefined response. */
  record Reply(int status, Map<String, String> headers, String body) {

    static Reply json(int status, String body) {
      return new Reply(status, Map.of("Content-Type", "application/json"), body);
    }
  }

  private final HttpServer server;
  private final List<URI> requestedUris = new CopyOnWriteArrayList<>();

  private StubHttpServer(BiFunction<HttpExchange, String, Reply> replies) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> answer(exchange, replies));
    server.start();
  }

  /** Always sends the same response. */
  static StubHttpServer responding(Reply reply) throws IOException {
    return new StubHttpServer((exchange, body) -> reply);
  }

  /** Sends a list whose every page links to a next page. */
  static StubHttpServer withEndlessPages(String body) throws IOException {
    return new StubHttpServer(
        (exchange, ignored) ->
            new Reply(
                200,
                Map.of(
                    "Link",
                    "<http://%s/api/v3/user/memberships/orgs?page=2>; rel=\"next\""
                        .formatted(exchange.getRequestHeaders().getFirst("Host"))),
                body));
  }

  /** Echoes the request, including credentials. */
  static StubHttpServer echoing(int status) throws IOException {
    return new StubHttpServer(
        (exchange, body) ->
            new Reply(
                status,
                Map.of(),
                "Received " + exchange.getRequestHeaders().getFirst("Authorization") + " " + body));
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The requested URIs, as sent in the request line. */
  List<URI> requestedUris() {
    return requestedUris;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange, BiFunction<HttpExchange, String, Reply> replies)
      throws IOException {
    requestedUris.add(exchange.getRequestURI());
    String requestBody =
        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Reply reply = replies.apply(exchange, requestBody);
    reply.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
