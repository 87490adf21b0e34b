package dev.signalbox.browser;

import dev.signalbox.testing.TestInstallation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** The installation of Acme on a port that is chosen first, because the public URL contains it. */
final class ListeningConsole
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  private static final int PORT = freePort();

  /** Base URL of the console. */
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
