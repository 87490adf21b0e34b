package dev.signalbox.sandbox;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * One PostgreSQL for all tests of a run: the one named by the environment, a container where a
 * Docker engine answers, real binaries elsewhere.
 */
public final class TestDatabase {

  private static final Server SERVER = start();
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private TestDatabase() {}

  /** Spring's properties for the database that all contexts of the run share. */
  static Map<String, String> shared() {
    return properties(SERVER);
  }

  /** The same for an empty database of its own. */
  public static Map<String, String> ofItsOwn() {
    String name = "own_" + NUMBER.incrementAndGet();
    execute("drop database if exists " + name, "create database " + name);
    String url = SERVER.url().replaceFirst("/[^/?]+(\\?|$)", "/" + name + "$1");
    return properties(new Server(url, SERVER.username(), SERVER.password()));
  }

  /** The same as an operator has it who gives the tables to another role than the console's. */
  public static Map<String, String> withAnOwner() {
    int number = NUMBER.incrementAndGet();
    String name = "owned_" + number;
    execute(
        "drop database if exists " + name,
        "drop role if exists owner_" + number,
        "drop role if exists console_" + number,
        "create role owner_" + number + " login password 'owner'",
        "create role console_" + number + " login password 'console'",
        "create database " + name + " owner owner_" + number);
    // its parameters may name a user, who would win over the console's
    String url = SERVER.url().replaceFirst("/[^/?]+(\\?.*|$)", "/" + name);
    return Map.of(
        "spring.datasource.url",
        url,
        "spring.datasource.username",
        "console_" + number,
        "spring.datasource.password",
        "console",
        "spring.flyway.user",
        "owner_" + number,
        "spring.flyway.password",
        "owner");
  }

  /** Throws everybody out of a database of its own and lets nobody in. */
  public static void shut(Map<String, String> database) {
    String name = nameOf(database);
    execute(
        "alter database " + name + " with allow_connections false",
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'");
  }

  /** Ends what {@link #shut} began. */
  public static void open(Map<String, String> database) {
    execute("alter database " + nameOf(database) + " with allow_connections true");
  }

  private static String nameOf(Map<String, String> database) {
    String url = Objects.requireNonNull(database.get("spring.datasource.url"));
    return url.replaceFirst(".*/([^/?]+).*", "$1");
  }

  private static void execute(String... statements) {
    try (Connection connection =
            DriverManager.getConnection(SERVER.url(), SERVER.username(), SERVER.password());
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("The test's database refuses.", e);
    }
  }

  private static Map<String, String> properties(Server server) {
    return Map.of(
        "spring.datasource.url", server.url(),
        "spring.datasource.username", server.username(),
        "spring.datasource.password", server.password());
  }

  private static Server start() {
    String url = System.getenv("SPRING_DATASOURCE_URL");
    if (url != null) {
      return new Server(
          url,
          Objects.requireNonNullElse(System.getenv("SPRING_DATASOURCE_USERNAME"), "postgres"),
          Objects.requireNonNullElse(System.getenv("SPRING_DATASOURCE_PASSWORD"), ""));
    }
    return DockerClientFactory.instance().isDockerAvailable() ? container() : binaries();
  }

  private static Server container() {
    PostgreSQLContainer container = new PostgreSQLContainer("postgres:18-alpine");
    container.start();
    return new Server(container.getJdbcUrl(), container.getUsername(), container.getPassword());
  }

  private static Server binaries() {
    try {
      EmbeddedPostgres postgres =
          EmbeddedPostgres.builder()
              .setPGStartupWait(Duration.ofSeconds(60))
              .setServerConfig("max_connections", "300")
              // a crash of the machine may cost a test's data, but a benchmark has to wait for
              // disks
              .setServerConfig("fsync", System.getProperty("bench.fsync", "off"))
              .start();
      return new Server(postgres.getJdbcUrl("postgres", "postgres"), "postgres", "postgres");
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL did not start.", e);
    }
  }

  private record Server(String url, String username, String password) {}
}
