package dev.signalbox.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;

/** Where the PostgreSQL server of the tests comes from. */
enum DatabaseSource {
  CONFIGURED("the server of SPRING_DATASOURCE_URL"),
  CONTAINER("a container, because a Docker engine is available"),
  EMBEDDED("embedded binaries, because no Docker engine is available");

  private static final Path REPORT = Path.of("target", "test-database.txt");

  private final String description;

  DatabaseSource(String description) {
    this.description = description;
  }

  /** Chooses the source of this machine, and writes the choice to {@code target/}. */
  static DatabaseSource ofThisMachine() {
    DatabaseSource source =
        choose(
            System.getenv("SPRING_DATASOURCE_URL"),
            DockerClientFactory.instance()::isDockerAvailable);
    source.report();
    return source;
  }

  /**
   * Returns the source.
   *
   * @param url value of SPRING_DATASOURCE_URL
   * @param dockerAvailable not called if there is a URL
   */
  static DatabaseSource choose(@Nullable String url, BooleanSupplier dockerAvailable) {
    if (url != null) {
      return CONFIGURED;
    }
    return dockerAvailable.getAsBoolean() ? CONTAINER : EMBEDDED;
  }

  /** The build prints this file at its end. */
  private void report() {
    try {
      Files.createDirectories(REPORT.toAbsolutePath().getParent());
      Files.writeString(REPORT, this + System.lineSeparator());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return "Database of the tests: " + description;
  }
}
