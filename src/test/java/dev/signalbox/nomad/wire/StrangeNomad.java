package dev.signalbox.nomad.wire;

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

/** Something that answers in Nomad's place, byte for byte, and then closes the connection. */
final class StrangeNomad implements AutoCloseable {

  /** A question as it came; {@code target} is the path with its parameters. */
  record Asked(String method, String target, Map<String, String> headers, String body) {}

  private final ServerSocket server;
  private final Function<Asked, byte[]> answers;
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  private StrangeNomad(Function<Asked, byte[]> answers) {
    this.answers = answers;
    try {
      this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::listen);
  }

  static StrangeNomad answering(Function<Asked, byte[]> answers) {
    return new StrangeNomad(answers);
  }

  /** Always says the same bytes. */
  static StrangeNomad saying(String bytes) {
    return answering(asked -> bytes.getBytes(StandardCharsets.UTF_8));
  }

  /** Says one thing after the other, the last one for ever. */
  static StrangeNomad sayingInTurn(byte[]... answers) {
    int[] at = {0};
    return answering(asked -> answers[Math.min(at[0]++, answers.length - 1)]);
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
        "HTTP/1.1 %d Said\r\nContent-Type: %s\r\nContent-Length: %d\r\n%s\r\n"
            .formatted(
                status,
                type,
                bytes.length,
                headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n");
    return (head + body).getBytes(StandardCharsets.UTF_8);
  }

  /** An answer that ends with the connection, as streams since 1.11.2 do. */
  static byte[] stream(String body) {
    return ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n" + body)
        .getBytes(StandardCharsets.UTF_8);
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  List<Asked> asked() {
    return asked;
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
        Thread.ofVirtual().start(() -> answer(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void answer(Socket socket) {
    try (socket) {
      InputStream in = socket.getInputStream();
      String[] first = line(in).split(" ", 3);
      Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      for (String line = line(in); !line.isEmpty(); line = line(in)) {
        String[] header = line.split(": ", 2);
        headers.put(header[0], header[1]);
      }
      int length = Integer.parseInt(headers.getOrDefault("Content-Length", "0"));
      Asked question =
          new Asked(
              first[0],
              first[1],
              headers,
              new String(in.readNBytes(length), StandardCharsets.UTF_8));
      asked.add(question);
      socket.getOutputStream().write(answers.apply(question));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int one = in.read(); one >= 0 && one != '\n'; one = in.read()) {
      if (one != '\r') {
        line.append((char) one);
      }
    }
    return line.toString();
  }
}
