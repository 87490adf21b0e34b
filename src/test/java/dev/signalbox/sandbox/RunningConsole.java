package dev.signalbox.sandbox;

import dev.signalbox.SignalboxApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A console as in production: a web server on ports of its own, over a real database. */
public final class RunningConsole implements AutoCloseable {

  private static final Map<String, RunningConsole> OF_THE_RUN = new HashMap<>();

  private final URI address;
  private final ConfigurableApplicationContext context;

  private RunningConsole(URI address, ConfigurableApplicationContext context) {
    this.address = address;
    this.context = context;
  }

  /** The one that all tests of a run share which need nothing special, its story from anew. */
  public static RunningConsole ofTheRun() {
    synchronized (OF_THE_RUN) {
      RunningConsole console =
          OF_THE_RUN.computeIfAbsent("plain", name -> start(TestDatabase.ofItsOwn(), Map.of()));
      console.beginAgain();
      return console;
    }
  }

  /**
   * Starts one more.
   *
   * @param database what {@link TestDatabase#ofItsOwn()} answered; two consoles may share it
   * @param more settings beside or instead of the usual ones
   */
  public static RunningConsole start(
      Map<String, String> database, Map<String, String> more, Class<?>... parts) {
    // people's address must be known before the server listens to it
    URI address = URI.create("http://127.0.0.1:" + freePort());
    Map<String, String> settings = new HashMap<>(TestInstallation.settings(address.toString()));
    settings.put("server.address", address.getHost());
    settings.put("server.port", Integer.toString(address.getPort()));
    settings.put("management.server.port", "0");
    settings.putAll(database);
    settings.putAll(more);
    ConfigurableApplicationContext context =
        new SpringApplicationBuilder(SignalboxApplication.class)
            .sources(parts)
            .bannerMode(Banner.Mode.OFF)
            .initializers(
                starting -> {
                  starting.getBeanFactory().registerSingleton("testSources", new TestSources());
                  TestInstallation.registerClock((GenericApplicationContext) starting);
                })
            .run(
                settings.entrySet().stream()
                    .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                    .toArray(String[]::new));
    return new RunningConsole(address, context);
  }

  /** Where this instance answers people. */
  public URI address() {
    return address;
  }

  /** Where it answers those who watch over it. */
  public URI management() {
    return URI.create(
        "http://127.0.0.1:" + context.getEnvironment().getProperty("local.management.port"));
  }

  public <T> T part(Class<T> type) {
    return context.getBean(type);
  }

  public JdbcClient database() {
    return part(JdbcClient.class);
  }

  /** Forgets whatever was done and begins the story again. */
  public void beginAgain() {
    TestInstallation.beginAgain(database());
  }

  @Override
  public void close() {
    context.close();
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("No port is free.", e);
    }
  }
}
