package dev.signalbox.sandbox.kubernetes;

import dev.signalbox.sandbox.http.LoopbackHttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** The connection of a watch: chunks of a response, or messages of a WebSocket. */
interface WatchConnection {

  /** Sends one event. */
  void send(byte[] event) throws IOException;

  /** Ends the watch in order, as the API server does after its time. */
  void end() throws IOException;

  /** Returns once the client has closed the connection. */
  void awaitClientClose() throws IOException;

  static WatchConnection open(LoopbackHttpExchange exchange) throws IOException {
    return exchange.header("Upgrade").orElse("").equalsIgnoreCase("websocket")
        ? webSocket(exchange)
        : chunks(exchange);
  }

  private static WatchConnection chunks(LoopbackHttpExchange exchange) throws IOException {
    exchange.closeAfterResponse();
    OutputStream out = exchange.chunks("application/json");
    return new WatchConnection() {
      @Override
      public void send(byte[] event) throws IOException {
        byte[] line = new byte[event.length + 1];
        System.arraycopy(event, 0, line, 0, event.length);
        line[event.length] = '\n';
        out.write(line);
        out.flush();
      }

      @Override
      public void end() throws IOException {
        out.close();
      }

      @Override
      public void awaitClientClose() throws IOException {
        exchange.awaitClientClose();
      }
    };
  }

  private static WatchConnection webSocket(LoopbackHttpExchange exchange) throws IOException {
    String key = exchange.header("Sec-WebSocket-Key").orElse("");
    exchange.setHeader("Sec-WebSocket-Accept", WebSocketFrames.accept(key));
    LoopbackHttpExchange.Upgraded upgraded = exchange.upgrade("websocket");
    WebSocketFrames frames = new WebSocketFrames(upgraded.in(), upgraded.out());
    return new WatchConnection() {
      @Override
      public void send(byte[] event) throws IOException {
        frames.sendText(event);
      }

      @Override
      public void end() throws IOException {
        frames.sendClose();
      }

      @Override
      public void awaitClientClose() throws IOException {
        frames.awaitClientClose();
      }
    };
  }

  /** Returns the JSON of an event. */
  static byte[] event(String type, String object) {
    return "{\"type\":\"%s\",\"object\":%s}"
        .formatted(type, object)
        .getBytes(StandardCharsets.UTF_8);
  }
}
