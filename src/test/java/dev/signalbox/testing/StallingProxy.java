package dev.signalbox.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A TCP proxy in front of a database that can drop the packets of its connections without closing
 * them, as a firewall does that forgot them.
 */
public final class StallingProxy implements AutoCloseable {

  private final ServerSocket server;
  private final String host;
  private final int port;
  private final List<Link> links = new CopyOnWriteArrayList<>();

  private StallingProxy(ServerSocket server, String host, int port) {
    this.server = server;
    this.host = host;
    this.port = port;
  }

  /**
   * Starts a proxy in front of a database.
   *
   * @param database result of {@link TestDatabase#createEmpty()}
   */
  public static StallingProxy start(Map<String, String> database) {
    URI target = URI.create(url(database).substring("jdbc:".length()));
    try {
      StallingProxy proxy =
          new StallingProxy(
              new ServerSocket(0, 50, InetAddress.getLoopbackAddress()),
              target.getHost(),
              target.getPort());
      Thread.ofVirtual().start(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the settings of the database with the address of the proxy. */
  public Map<String, String> through(Map<String, String> database) {
    Map<String, String> settings = new HashMap<>(database);
    settings.put(
        "spring.datasource.url",
        url(database).replaceFirst("//[^/]+/", "//127.0.0.1:" + server.getLocalPort() + "/"));
    return settings;
  }

  /** Drops all further packets of the present connections. New connections work. */
  public void stall() {
    links.forEach(link -> link.stalled = true);
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Link link : links) {
        link.client.close();
        link.database.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String url(Map<String, String> database) {
    return Objects.requireNonNull(database.get("spring.datasource.url"));
  }

  private void accept() {
    try {
      while (!server.isClosed()) {
        Socket client = server.accept();
        Link link = new Link(client, new Socket(host, port));
        links.add(link);
        Thread.ofVirtual().start(() -> link.copy(link.client, link.database));
        Thread.ofVirtual().start(() -> link.copy(link.database, link.client));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private static final class Link {

    private final Socket client;
    private final Socket database;
    private volatile boolean stalled;

    Link(Socket client, Socket database) {
      this.client = client;
      this.database = database;
    }

    void copy(Socket from, Socket to) {
      byte[] buffer = new byte[8192];
      try (InputStream in = from.getInputStream();
          OutputStream out = to.getOutputStream()) {
        for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
          if (!stalled) {
            out.write(buffer, 0, length);
          }
        }
      } catch (IOException e) {
        // one side closed the connection
      }
    }
  }
}
