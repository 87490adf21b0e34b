package dev.signalbox.testing;

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

/** Runs nginx with a configuration of the documentation. */
public final class NginxProcess implements AutoCloseable {

  private final Process process;
  private final Path folder;
  private final URI address;

  private NginxProcess(Process process, Path folder, URI address) {
    this.process = process;
    this.folder = folder;
    this.address = address;
  }

  /**
   * Starts nginx and waits until it listens.
   *
   * @param folder working directory, writable
   * @param port the port that the servers listen on
   * @param servers content of the block {@code http}
   */
  public static NginxProcess start(Path folder, int port, String servers) throws IOException {
    configure(folder, servers);
    Process process =
        new ProcessBuilder(command(folder))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("nginx.log").toFile())
            .start();
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> listens(port) || !process.isAlive());
    if (!process.isAlive()) {
      throw new IllegalStateException(Files.readString(folder.resolve("nginx.log")));
    }
    return new NginxProcess(process, folder, URI.create("http://127.0.0.1:" + port));
  }

  /** Changes the configuration without interrupting requests. */
  public void reload(String servers) throws IOException, InterruptedException {
    configure(folder, servers);
    new ProcessBuilder("kill", "-HUP", Long.toString(process.pid())).start().waitFor();
  }

  public URI address() {
    return address;
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }

  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("No free port", e);
    }
  }

  /** Reads the first configuration of nginx from a page, so that the test verifies it. */
  public static String documented(Path page) throws IOException {
    String text = Files.readString(page);
    int begin = text.indexOf("```nginx\n") + "```nginx\n".length();
    return text.substring(begin, text.indexOf("```", begin));
  }

  private static void configure(Path folder, String servers) throws IOException {
    Files.writeString(
        folder.resolve("nginx.conf"),
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
        %2$s
        }
        """
            .formatted(folder, servers));
  }

  private static List<String> command(Path folder) {
    Path program = InstalledCommands.find("nginx").orElseThrow();
    return List.of(
        program.toString(), "-c", folder.resolve("nginx.conf").toString(), "-p", folder + "/");
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
