package dev.signalbox.sandbox.http;

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

/** A minimal HTTP server on a loopback port that can also send invalid responses. */
public final class LoopbackHttpServer implements AutoCloseable {

  /** Handles a request. An exception closes the connection. */
  public interface Handler {
    void handle(LoopbackHttpExchange exchange) throws IOException, InterruptedException;
  }

  private final ServerSocket server = new ServerSocket();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final Handler handler;

  /** Listens on a port; 0 selects a free one. Requests are served after {@link #start()}. */
  public LoopbackHttpServer(int port, Handler handler) throws IOException {
    this.handler = handler;
    server.setReuseAddress(true);
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
  }

  /** Starts to accept connections. */
  public void start() {
    Thread.ofVirtual().name("loopback-http").start(this::accept);
  }

  /** Returns the base URL. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /** Returns the number of open connections. */
  public int connections() {
    return sockets.size();
  }

  /** Closes every connection, including those with a response in progress. */
  public void closeConnections() {
    sockets.forEach(LoopbackHttpServer::closeQuietly);
  }

  @Override
  public void close() {
    closeQuietly(server);
    closeConnections();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        sockets.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        // the server socket was closed
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      while (!server.isClosed()) {
        LoopbackHttpExchange exchange =
            LoopbackHttpExchange.read(in, socket.getOutputStream(), sockets.size());
        if (exchange == null) {
          return;
        }
        handler.handle(exchange);
        if (exchange.closesConnection()) {
          return;
        }
      }
    } catch (IOException | JacksonIOException e) {
      // the client closed the connection
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      sockets.remove(socket);
    }
  }

  private static void closeQuietly(Closeable closeable) {
    try {
      closeable.close();
    } catch (IOException e) {
      // already closed
    }
  }
}
