package dev.signalbox.accounts.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** A real nginx with the configuration of {@code docs/access.md} in front of an installation. */
final class Nginx implements AutoCloseable {

  private static final List<Path> PLACES =
      List.of(Path.of("/usr/sbin/nginx"), Path.of("/usr/local/sbin/nginx"));

  private final Process process;
  private final URI address;

  private Nginx(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  static boolean isInstalled() {
    return PLACES.stream().anyMatch(Files::isExecutable);
  }

  /**
   * Starts one.
   *
   * @param folder where it may write
   * @param port where it listens
   */
  static Nginx start(Path folder, int port, URI console, URI installation) throws IOException {
    String rules =
        documented()
            .replace("https://signalbox.acme.example", console.toString())
            .replace("http://ci-server:8080", installation.toString());
    Path configuration = folder.resolve("nginx.conf");
    Files.writeString(
        configuration,
        """
        daemon off;
        pid %1$s/nginx.pid;
        error_log %1$s/error.log;
        events {}
        http {
          access_log off;
          client_body_temp_path %1$s/body;
          proxy_temp_path %1$s/proxy;
          fastcgi_temp_path %1$s/fastcgi;
          uwsgi_temp_path %1$s/uwsgi;
          scgi_temp_path %1$s/scgi;
          server {
            listen 127.0.0.1:%2$d;
        %3$s
          }
        }
        """
            .formatted(folder, port, rules));
    Path program = PLACES.stream().filter(Files::isExecutable).findFirst().orElseThrow();
    Process process =
        new ProcessBuilder(program.toString(), "-c", configuration.toString(), "-p", folder + "/")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("nginx.log").toFile())
            .start();
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> listens(port) || !process.isAlive());
    if (!process.isAlive()) {
      throw new IllegalStateException(Files.readString(folder.resolve("nginx.log")));
    }
    return new Nginx(process, URI.create("http://127.0.0.1:" + port));
  }

  URI address() {
    return address;
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("No port is free.", e);
    }
  }

  /** What operators are told to write, so that the test proves just that. */
  private static String documented() throws IOException {
    String page = Files.readString(Path.of("docs/access.md"));
    int begin = page.indexOf("```nginx\n") + "```nginx\n".length();
    return page.substring(begin, page.indexOf("```", begin));
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
