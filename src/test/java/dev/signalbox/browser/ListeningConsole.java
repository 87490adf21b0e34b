package dev.signalbox.browser;

import dev.signalbox.sandbox.TestInstallation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Acme's installation at a port that is chosen first, since its public address must name it. */
final class ListeningConsole
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  private static final int PORT = freePort();

  /** Where the browser finds the console. */
  static final String ADDRESS = "http://localhost:" + PORT;

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    TestInstallation.prepare(context, ADDRESS, PORT);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
