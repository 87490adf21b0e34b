package dev.signalbox.testing;

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
 * The PostgreSQL server that all tests of a run share: the one that the environment configures, a
 * container if Docker is available, otherwise an embedded PostgreSQL.
 */
public final class TestDatabase {

  private static final Server SERVER = start();
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private static final Server SHARED =
      TestFork.NUMBER == 1 ? SERVER : createDatabase("shared_" + TestFork.NUMBER);

  private TestDatabase() {}

  /** Returns the Spring properties of the database that all contexts share. */
  static Map<String, String> shared() {
    return properties(SHARED);
  }

  /** Creates an empty database and returns its Spring properties. */
  public static Map<String, String> createEmpty() {
    return properties(createDatabase("own_" + TestFork.NUMBER + "_" + NUMBER.incrementAndGet()));
  }

  /** Creates an empty database whose tables are owned by another role than the console's. */
  public static Map<String, String> createWithSeparateOwner() {
    String number = TestFork.NUMBER + "_" + NUMBER.incrementAndGet();
    String name = "owned_" + number;
    execute(
        "drop database if exists " + name,
        "drop role if exists owner_" + number,
        "drop role if exists console_" + number,
        "create role owner_" + number + " login password 'owner'",
        "create role console_" + number + " login password 'console'",
        "create database " + name + " owner owner_" + number);
    // parameters of the URL may contain a user that would override the console's
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

  /** Closes all connections of a separate database and refuses new ones. */
  public static void blockConnections(Map<String, String> database) {
    String name = nameOf(database);
    execute(
        "alter database " + name + " with allow_connections false",
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'");
  }

  /** Reverts {@link #blockConnections}. */
  public static void allowConnections(Map<String, String> database) {
    execute("alter database " + nameOf(database) + " with allow_connections true");
  }

  private static String nameOf(Map<String, String> database) {
    String url = Objects.requireNonNull(database.get("spring.datasource.url"));
    return url.replaceFirst(".*/([^/?]+).*", "$1");
  }

  private static Server createDatabase(String name) {
    execute("drop database if exists " + name, "create database " + name);
    String url = SERVER.url().replaceFirst("/[^/?]+(\\?|$)", "/" + name + "$1");
    return new Server(url, SERVER.username(), SERVER.password());
  }

  private static void execute(String... statements) {
    try (Connection connection =
            DriverManager.getConnection(SERVER.url(), SERVER.username(), SERVER.password());
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("Could not prepare the test database.", e);
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
              // tests need no durability; benchmarks that measure writes do
              .setServerConfig("fsync", System.getProperty("bench.fsync", "off"))
              .start();
      return new Server(postgres.getJdbcUrl("postgres", "postgres"), "postgres", "postgres");
    } catch (IOException e) {
      throw new UncheckedIOException("Could not start PostgreSQL.", e);
    }
  }

  private record Server(String url, String username, String password) {}
}
