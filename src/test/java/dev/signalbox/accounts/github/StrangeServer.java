package dev.signalbox.accounts.github;

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

/** Something that answers in GitHub's place: a proxy, a portal, somebody who listens. */
final class StrangeServer implements AutoCloseable {

  /** What it says. */
  record Reply(int status, Map<String, String> headers, String body) {

    static Reply json(int status, String body) {
      return new Reply(status, Map.of("Content-Type", "application/json"), body);
    }
  }

  private final HttpServer server;
  private final List<URI> asked = new CopyOnWriteArrayList<>();

  private StrangeServer(BiFunction<HttpExchange, String, Reply> replies) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> answer(exchange, replies));
    server.start();
  }

  /** Always says the same. */
  static StrangeServer saying(Reply reply) throws IOException {
    return new StrangeServer((exchange, body) -> reply);
  }

  /** A list that never ends: every page names a next one. */
  static StrangeServer leadingInCircles(String body) throws IOException {
    return new StrangeServer(
        (exchange, told) ->
            new Reply(
                200,
                Map.of(
                    "Link",
                    "<http://%s/api/v3/user/memberships/orgs?page=2>; rel=\"next\""
                        .formatted(exchange.getRequestHeaders().getFirst("Host"))),
                body));
  }

  /** Says back whatever it was told, credentials included. */
  static StrangeServer echoing(int status) throws IOException {
    return new StrangeServer(
        (exchange, body) ->
            new Reply(
                status,
                Map.of(),
                "You said " + exchange.getRequestHeaders().getFirst("Authorization") + " " + body));
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The addresses asked for, as they stood in the request line. */
  List<URI> asked() {
    return asked;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange, BiFunction<HttpExchange, String, Reply> replies)
      throws IOException {
    asked.add(exchange.getRequestURI());
    String told = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Reply reply = replies.apply(exchange, told);
    reply.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
