package dev.signalbox.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A server that sends the bytes of a script for each request, also those that are not valid HTTP.
 * Counts the connections that its clients hold open.
 */
public final class RawResponseServer implements AutoCloseable {

  private final ServerSocket server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile Script script = (head, rest, out) -> {};

  private RawResponseServer(ServerSocket server) {
    this.server = server;
  }

  /** Starts a server on a free port, which sends nothing until it has a script. */
  public static RawResponseServer start() {
    try {
      RawResponseServer started =
          new RawResponseServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
      Thread.ofVirtual().start(started::accept);
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /**
   * Sets the script, which is run for each new connection; it is closed afterwards. Closes the
   * present connections, which a client may have pooled.
   */
  public void respondWith(Script response) {
    script = response;
    open.removeIf(
        connection -> {
          close(connection);
          return true;
        });
  }

  /** Passes all requests on to another server. */
  public void forwardTo(URI target) {
    respondWith(
        (head, rest, out) -> {
          try (Socket socket = new Socket(target.getHost(), target.getPort())) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            Thread.ofVirtual().start(() -> pass(rest, socket));
            socket.getInputStream().transferTo(out);
          }
        });
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void pass(InputStream rest, Socket to) {
    try (to) {
      rest.transferTo(to.getOutputStream());
    } catch (IOException e) {
      // one side closed the connection
    }
  }

  /** Sends a text, and keeps the connection open without sending more. */
  public void respondAndStall(String text) {
    respondWith(
        (head, rest, out) -> {
          out.write(text.getBytes(StandardCharsets.ISO_8859_1));
          out.flush();
          // until the client closes the connection
          rest.transferTo(OutputStream.nullOutputStream());
        });
  }

  /** Sends a text and closes the connection. */
  public void respond(String text) {
    respondWith((head, rest, out) -> out.write(text.getBytes(StandardCharsets.ISO_8859_1)));
  }

  /** Returns the number of connections that clients have not closed. */
  public int openConnections() {
    return open.size();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    try {
      while (!server.isClosed()) {
        Socket client = server.accept();
        Thread.ofVirtual().start(() -> respond(client));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void respond(Socket client) {
    open.add(client);
    try (client) {
      String head = readHead(client.getInputStream());
      script.respond(head, client.getInputStream(), client.getOutputStream());
    } catch (SocketException e) {
      // the client closed the connection
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      open.remove(client);
    }
  }

  private static String readHead(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    for (int one = in.read(); one >= 0; one = in.read()) {
      head.append((char) one);
      if (head.toString().endsWith("\r\n\r\n")) {
        break;
      }
    }
    return head.toString();
  }

  /** Writes a response. */
  @FunctionalInterface
  public interface Script {

    /**
     * Responds to a request.
     *
     * @param head the request line and the headers
     * @param rest the rest of the request; it ends when the client closes the connection
     */
    void respond(String head, InputStream rest, OutputStream out) throws IOException;
  }
}
