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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.GenericApplicationContext;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The PostgreSQL server that all tests of a process share. {@link DatabaseSource} selects it. */
public final class TestDatabase {

  private static final Logger log = LoggerFactory.getLogger(TestDatabase.class);

  private static final String MAX_CONNECTIONS = "300";

  // tests need no durability; benchmarks that measure writes do
  private static final String FSYNC = System.getProperty("bench.fsync", "off");

  private static final DatabaseSource SOURCE = DatabaseSource.ofThisMachine();
  private static final Server SERVER = start();
  private static final AtomicInteger NUMBER = new AtomicInteger();

  // all processes of a run use a configured server
  private static final Server SHARED =
      SOURCE == DatabaseSource.CONFIGURED && TestFork.NUMBER > 1
          ? createDatabase("shared_" + TestFork.NUMBER)
          : SERVER;

  private TestDatabase() {}

  /** Connects a context that is about to start to the database that all such contexts share. */
  static void connect(GenericApplicationContext context) {
    // also with a container: the console refuses to start without these settings
    TestPropertyValues.of(properties(SHARED)).applyTo(context);
    if (SOURCE == DatabaseSource.CONTAINER) {
      context.registerBean(SharedContainer.class);
    }
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

  /**
   * Copies a separate database, as a restore from a physical backup does, and returns the Spring
   * properties of the copy. Connections to the original are closed.
   */
  public static Map<String, String> copy(Map<String, String> database) {
    String name = "copy_" + TestFork.NUMBER + "_" + NUMBER.incrementAndGet();
    blockConnections(database);
    execute(
        "drop database if exists " + name,
        "create database " + name + " template " + nameOf(database));
    allowConnections(database);
    String url =
        Objects.requireNonNull(database.get("spring.datasource.url"))
            .replaceFirst("/[^/?]+(\\?|$)", "/" + name + "$1");
    return properties(new Server(url, SERVER.username(), SERVER.password()));
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
    log.info("{}", SOURCE);
    return switch (SOURCE) {
      case CONFIGURED -> configured();
      case CONTAINER -> container();
      case EMBEDDED -> embedded();
    };
  }

  private static Server configured() {
    return new Server(
        Objects.requireNonNull(System.getenv("SPRING_DATASOURCE_URL")),
        Objects.requireNonNullElse(System.getenv("SPRING_DATASOURCE_USERNAME"), "postgres"),
        Objects.requireNonNullElse(System.getenv("SPRING_DATASOURCE_PASSWORD"), ""));
  }

  private static Server container() {
    PostgreSQLContainer container = SharedContainer.INSTANCE;
    container.start();
    return new Server(container.getJdbcUrl(), container.getUsername(), container.getPassword());
  }

  private static Server embedded() {
    try {
      EmbeddedPostgres postgres =
          EmbeddedPostgres.builder()
              .setPGStartupWait(Duration.ofSeconds(60))
              .setServerConfig("max_connections", MAX_CONNECTIONS)
              .setServerConfig("fsync", FSYNC)
              .start();
      return new Server(postgres.getJdbcUrl("postgres", "postgres"), "postgres", "postgres");
    } catch (IOException e) {
      throw new UncheckedIOException("Could not start PostgreSQL.", e);
    }
  }

  private record Server(String url, String username, String password) {}

  /** The container, as the service from which Spring Boot takes the connection of a context. */
  @TestConfiguration(proxyBeanMethods = false)
  static class SharedContainer {

    /** Ignores that one of several contexts closes; Testcontainers removes it after the run. */
    private static final PostgreSQLContainer INSTANCE =
        new PostgreSQLContainer("postgres:18-alpine") {
          @Override
          public void stop() {
            // the other contexts still use it
          }
        }.withCommand(
            "postgres", "-c", "max_connections=" + MAX_CONNECTIONS, "-c", "fsync=" + FSYNC);

    @Bean
    @ServiceConnection
    PostgreSQLContainer postgres() {
      return INSTANCE;
    }
  }
}
