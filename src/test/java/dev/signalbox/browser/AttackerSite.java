package dev.signalbox.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/**
 * A web site of an attacker that records what hostile files send to it. It is on the same host as
 * the console, so that browsers send it the same cookies.
 */
final class AttackerSite implements AutoCloseable {

  private static final String PAGE = "/page";

  private final HttpServer server;
  private final List<String> received = new CopyOnWriteArrayList<>();

  private AttackerSite(HttpServer server) {
    this.server = server;
  }

  static AttackerSite start() {
    try {
      AttackerSite site =
          new AttackerSite(
              HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
      site.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      site.server.createContext("/", site::respond);
      site.server.start();
      return site;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String address() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** Returns the address of a page without any policy. */
  String page() {
    return address() + PAGE;
  }

  /** Returns the requests since the last call, except for its own page. */
  List<String> takeReceived() {
    List<String> taken = List.copyOf(received);
    received.clear();
    return taken;
  }

  private void respond(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().toString();
      if (!path.equals(PAGE) && !path.equals("/favicon.ico")) {
        received.add(exchange.getRequestMethod() + " " + path);
      }
      byte[] body = "<!DOCTYPE html><title>Attack</title>".getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
      exchange.getResponseHeaders().set("Content-Type", "text/html");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
