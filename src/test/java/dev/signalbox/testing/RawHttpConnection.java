package dev.signalbox.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Sends raw bytes over a socket, for requests that HTTP clients can't send. */
public final class RawHttpConnection {

  private static final Duration READ_TIMEOUT = Duration.ofSeconds(15);

  private RawHttpConnection() {}

  /** Sends the text and returns everything received until the server closes the connection. */
  public static String exchange(URI console, String text) {
    try (Socket socket = new Socket(console.getHost(), console.getPort())) {
      socket.setSoTimeout((int) READ_TIMEOUT.toMillis());
      // on another thread: a server that rejects the request may close before all is sent
      Thread.ofVirtual().start(() -> write(socket, text));
      return read(socket.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException("No connection to " + console, e);
    }
  }

  private static void write(Socket socket, String text) {
    try {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
    } catch (IOException e) {
      // the server closed the connection early
    }
  }

  private static String read(InputStream in) {
    ByteArrayOutputStream received = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    try {
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        received.write(buffer, 0, length);
      }
    } catch (IOException e) {
      // the server may reset the connection after its response
    }
    return received.toString(StandardCharsets.ISO_8859_1);
  }
}
