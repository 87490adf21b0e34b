package dev.signalbox.browser;

import dev.signalbox.sandbox.s3.S3Server;
import dev.signalbox.testing.TestInstallation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The installation of Acme, with a bucket of artifacts, on a port that is chosen first, because the
 * public URL contains it.
 */
final class ListeningConsole
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  private static final int PORT = freePort();

  /** Base URL of the console. */
  static final String ADDRESS = "http://localhost:" + PORT;

  private static final S3Server ARTIFACTS =
      S3Server.start(
          TestInstallation.ARTIFACTS.resolveSibling(
              "bucket-of-" + TestInstallation.ARTIFACTS.getFileName()),
          0);

  /** Returns the server with the bucket of the build artifacts, which is empty at first. */
  static S3Server artifacts() {
    return ARTIFACTS;
  }

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    TestInstallation.prepare(context, ADDRESS, PORT);
    TestPropertyValues.of(
            "signalbox.artifacts.folder=",
            "signalbox.artifacts.s3-bucket=" + S3Server.BUCKET,
            "signalbox.artifacts.s3-url=" + ARTIFACTS.address(),
            "signalbox.artifacts.s3-access-key=" + S3Server.KEY,
            "signalbox.artifacts.s3-secret-key=" + S3Server.SECRET)
        .applyTo(context);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
