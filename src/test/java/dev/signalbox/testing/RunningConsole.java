package dev.signalbox.testing;

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

/** A console as in production: a web server on free ports with a real database. */
public final class RunningConsole implements AutoCloseable {

  private static final Map<String, RunningConsole> SHARED = new HashMap<>();

  private final URI address;
  private final ConfigurableApplicationContext context;

  private RunningConsole(URI address, ConfigurableApplicationContext context) {
    this.address = address;
    this.context = context;
  }

  /** Resets and returns the console that tests without special settings share. */
  public static RunningConsole shared() {
    synchronized (SHARED) {
      RunningConsole console =
          SHARED.computeIfAbsent("plain", name -> start(TestDatabase.createEmpty(), Map.of()));
      console.reset();
      return console;
    }
  }

  /**
   * Starts another console.
   *
   * @param database result of {@link TestDatabase#createEmpty()}; two consoles may share it
   * @param more additional settings, which override the defaults; an empty one removes a default
   * @param parts additional configuration classes
   */
  public static RunningConsole start(
      Map<String, String> database, Map<String, String> more, Class<?>... parts) {
    // the public URL is a setting and must be known before the server starts
    URI address = URI.create("http://127.0.0.1:" + freePort());
    Map<String, String> settings = new HashMap<>(TestInstallation.settings(address.toString()));
    settings.put("server.address", address.getHost());
    settings.put("server.port", Integer.toString(address.getPort()));
    settings.put("management.server.port", "0");
    settings.putAll(database);
    settings.putAll(more);
    settings.values().removeIf(String::isEmpty);
    ConfigurableApplicationContext context =
        new SpringApplicationBuilder(SignalboxApplication.class)
            .sources(parts)
            .bannerMode(Banner.Mode.OFF)
            .initializers(
                starting -> {
                  starting.getBeanFactory().registerSingleton("testSources", new TestClassFilter());
                  TestInstallation.registerBeans((GenericApplicationContext) starting);
                })
            .run(
                settings.entrySet().stream()
                    .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                    .toArray(String[]::new));
    return new RunningConsole(address, context);
  }

  /** Returns the base URL of this instance. */
  public URI address() {
    return address;
  }

  /** Returns the base URL of the management port. */
  public URI management() {
    return URI.create(
        "http://127.0.0.1:" + context.getEnvironment().getProperty("local.management.port"));
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  public JdbcClient database() {
    return bean(JdbcClient.class);
  }

  /** Resets the fakes and the database. */
  public void reset() {
    TestInstallation.reset(context);
  }

  @Override
  public void close() {
    context.close();
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("No free port.", e);
    }
  }
}
