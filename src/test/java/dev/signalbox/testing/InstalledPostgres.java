package dev.signalbox.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * A PostgreSQL server of the installed Debian package {@code postgresql}. {@code pg_dump} refuses
 * servers that are newer than itself, and the embedded PostgreSQL of {@link TestDatabase} contains
 * no client programs.
 */
public final class InstalledPostgres implements AutoCloseable {

  private static final Path VERSIONS = Path.of("/usr/lib/postgresql");
  private static final int MAX_SECONDS = 60;

  private final Path programs;
  private final Path folder;
  private final int port;

  private InstalledPostgres(Path programs, Path folder, int port) {
    this.programs = programs;
    this.folder = folder;
    this.port = port;
  }

  /** Starts a server with the newest installed version. */
  public static InstalledPostgres start() {
    try {
      Path folder = Files.createTempDirectory("postgres");
      InstalledPostgres postgres = new InstalledPostgres(newest(), folder, freePort());
      postgres.runServerProgram(
          "initdb",
          "--auth=trust",
          "--username=postgres",
          "--encoding=UTF8",
          "--no-sync",
          "-D",
          postgres.data());
      postgres.runServerProgram(
          "pg_ctl",
          "start",
          "-w",
          "-D",
          postgres.data(),
          "-l",
          folder.resolve("log").toString(),
          "-o",
          "-p %d -F -h 127.0.0.1 -k %s -c max_connections=200".formatted(postgres.port, folder));
      return postgres;
    } catch (IOException e) {
      throw new UncheckedIOException("Could not start PostgreSQL.", e);
    }
  }

  /** Returns the connection URI of a database for client programs. */
  public String uri(String user, String database) {
    return "postgresql://%s@127.0.0.1:%d/%s".formatted(user, port, database);
  }

  /**
   * Returns the Spring properties of a database.
   *
   * @param user the role of the console
   * @param owner the role that owns the tables
   */
  public Map<String, String> properties(String user, String owner, String database) {
    return Map.of(
        "spring.datasource.url",
        "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database),
        "spring.datasource.username",
        user,
        "spring.datasource.password",
        "any",
        "spring.flyway.user",
        owner,
        "spring.flyway.password",
        "any");
  }

  /** Executes statements as superuser in the database {@code postgres}. */
  public void execute(String... statements) {
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port), "postgres", "any");
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Runs a client program, such as {@code pg_dump}, and fails unless it succeeds. */
  public void run(String program, String... arguments) {
    List<String> command = new ArrayList<>(List.of(programs.resolve(program).toString()));
    command.addAll(Arrays.asList(arguments));
    execute(command);
  }

  @Override
  public void close() {
    runServerProgram("pg_ctl", "stop", "-w", "-m", "immediate", "-D", data());
    try {
      FileSystemUtils.deleteRecursively(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The server refuses to run as root. In its own user namespace it has no user id. */
  private void runServerProgram(String program, String... arguments) {
    List<String> command = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(List.of("unshare", "-U"));
    }
    command.add(programs.resolve(program).toString());
    command.addAll(Arrays.asList(arguments));
    execute(command);
  }

  private void execute(List<String> command) {
    try {
      Path output = folder.resolve("output");
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(MAX_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IllegalStateException(command + " failed: " + Files.readString(output));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  private static Path newest() throws IOException {
    try (Stream<Path> versions = Files.list(VERSIONS)) {
      return versions
          .filter(version -> version.getFileName().toString().matches("\\d+"))
          .max(Comparator.comparing(version -> Integer.valueOf(version.getFileName().toString())))
          .orElseThrow()
          .resolve("bin");
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
