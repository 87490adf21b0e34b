package dev.signalbox.sandbox.nomad;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.exc.JacksonIOException;

/** A bare HTTP server on a loopback port that can also say what no server should. */
final class HttpDoor implements AutoCloseable {

  /** Answers, or ends the connection by throwing. */
  interface Handler {
    void handle(Exchange exchange) throws IOException, InterruptedException;
  }

  private final ServerSocket server = new ServerSocket();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Handler handler;

  HttpDoor(int port, Handler handler) throws IOException {
    this.handler = handler;
    server.setReuseAddress(true);
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
  }

  void open() {
    Thread.ofVirtual().name("nomad-door").start(this::accept);
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  int connections() {
    return open.size();
  }

  /** Ends every connection in the middle of whatever is said. */
  void hangUp() {
    open.forEach(HttpDoor::quietly);
  }

  @Override
  public void close() {
    quietly(server);
    hangUp();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        open.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        // closed
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      while (!server.isClosed()) {
        Exchange exchange = Exchange.read(in, socket.getOutputStream(), open.size());
        if (exchange == null) {
          return;
        }
        handler.handle(exchange);
        if (exchange.ends()) {
          return;
        }
      }
    } catch (IOException | JacksonIOException e) {
      // whoever asked has gone, which is none of a server's business
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(socket);
    }
  }

  private static void quietly(Closeable closeable) {
    try {
      closeable.close();
    } catch (IOException e) {
      // it is gone either way
    }
  }
}
