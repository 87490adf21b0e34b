package dev.signalbox.accounts.access;

import dev.signalbox.testing.InstalledCommands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;

/** Runs nginx with the configuration from {@code docs/access.md}. */
final class NginxProcess implements AutoCloseable {

  private final Process process;
  private final URI address;

  private NginxProcess(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /**
   * Starts nginx and waits until it listens.
   *
   * @param folder working directory, writable
   * @param port the port to listen on
   */
  static NginxProcess start(Path folder, int port, URI console, URI installation)
      throws IOException {
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
    Path program = InstalledCommands.find("nginx").orElseThrow();
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
    return new NginxProcess(process, URI.create("http://127.0.0.1:" + port));
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
      throw new UncheckedIOException("No free port", e);
    }
  }

  /** Reads the configuration from the documentation, so that the test verifies it. */
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
