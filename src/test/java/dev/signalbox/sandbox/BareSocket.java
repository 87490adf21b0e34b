package dev.signalbox.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Sends bytes that no decent client would. */
public final class BareSocket {

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private BareSocket() {}

  /** Sends the text and answers everything that comes back until the server closes. */
  public static String exchange(URI console, String text) {
    try (Socket socket = new Socket(console.getHost(), console.getPort())) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      // beside the reading: a server that refuses half way closes while there is more to send
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
      // the server had heard enough
    }
  }

  private static String read(InputStream in) {
    ByteArrayOutputStream heard = new ByteArrayOutputStream();
    byte[] some = new byte[8192];
    try {
      for (int length = in.read(some); length >= 0; length = in.read(some)) {
        heard.write(some, 0, length);
      }
    } catch (IOException e) {
      // a reset after the answer is how a server stops listening to the rest
    }
    return heard.toString(StandardCharsets.ISO_8859_1);
  }
}
