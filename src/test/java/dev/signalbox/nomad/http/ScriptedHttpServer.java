package dev.signalbox.nomad.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** HTTP server that returns scripted bytes and then closes the connection. */
final class ScriptedHttpServer implements AutoCloseable {

  /** First byte of a TLS connection; a plain HTTP server responds with an error. */
  private static final int TLS_HANDSHAKE = 0x16;

  /** A received request; {@code target} is the path with the query. */
  record ReceivedRequest(String method, String target, Map<String, String> headers, String body) {}

  private final ServerSocket server;
  private final Function<ReceivedRequest, byte[]> responses;
  private final List<ReceivedRequest> requests = new CopyOnWriteArrayList<>();

  private ScriptedHttpServer(Function<ReceivedRequest, byte[]> responses) {
    this.responses = responses;
    try {
      this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::listen);
  }

  static ScriptedHttpServer responding(Function<ReceivedRequest, byte[]> responses) {
    return new ScriptedHttpServer(responses);
  }

  /** Always returns the same bytes. */
  static ScriptedHttpServer returning(String bytes) {
    return responding(request -> bytes.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the responses in order, and the last one for all further requests. */
  static ScriptedHttpServer returningInOrder(byte[]... responses) {
    int[] next = {0};
    return responding(request -> responses[Math.min(next[0]++, responses.length - 1)]);
  }

  static byte[] json(String body) {
    return http(200, "application/json", body);
  }

  static byte[] error(int status, String text) {
    return http(status, "text/plain; charset=utf-8", text);
  }

  static byte[] http(int status, String type, String body, String... headers) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String head =
        "HTTP/1.1 %d Status\r\nContent-Type: %s\r\nContent-Length: %d\r\n%s\r\n"
            .formatted(
                status,
                type,
                bytes.length,
                headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n");
    return (head + body).getBytes(StandardCharsets.UTF_8);
  }

  /** A response that ends with the connection, as streams since 1.11.2 do. */
  static byte[] stream(String body) {
    return ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n" + body)
        .getBytes(StandardCharsets.UTF_8);
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  List<ReceivedRequest> requests() {
    return requests;
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void listen() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> respond(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void respond(Socket socket) {
    try (socket) {
      InputStream in = socket.getInputStream();
      int start = in.read();
      if (start == TLS_HANDSHAKE) {
        socket.getOutputStream().write(responses.apply(new ReceivedRequest("", "", Map.of(), "")));
        return;
      }
      String[] first = ((char) start + readLine(in)).split(" ", 3);
      Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      for (String line = readLine(in); !line.isEmpty(); line = readLine(in)) {
        String[] header = line.split(": ", 2);
        headers.put(header[0], header[1]);
      }
      int length = Integer.parseInt(headers.getOrDefault("Content-Length", "0"));
      ReceivedRequest request =
          new ReceivedRequest(
              first[0],
              first[1],
              headers,
              new String(in.readNBytes(length), StandardCharsets.UTF_8));
      requests.add(request);
      socket.getOutputStream().write(responses.apply(request));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String readLine(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int one = in.read(); one >= 0 && one != '\n'; one = in.read()) {
      if (one != '\r') {
        line.append((char) one);
      }
    }
    return line.toString();
  }
}
