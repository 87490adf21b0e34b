package dev.signalbox.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DatabaseSourceTests {

  @Test
  void prefersTheConfiguredServerWithoutLookingForAnEngine() {
    DatabaseSource source =
        DatabaseSource.choose(
            "jdbc:postgresql://db.acme.example/test",
            () -> {
              throw new AssertionError("looked for a Docker engine");
            });

    assertThat(source).hasToString("Database of the tests: the server of SPRING_DATASOURCE_URL");
  }

  @Test
  void usesAContainerWhereAnEngineIsAvailable() {
    assertThat(DatabaseSource.choose(null, () -> true))
        .hasToString("Database of the tests: a container, because a Docker engine is available");
  }

  @Test
  void usesEmbeddedBinariesOtherwise() {
    assertThat(DatabaseSource.choose(null, () -> false))
        .hasToString(
            "Database of the tests: embedded binaries, because no Docker engine is available");
  }

  @Test
  void writesTheSourceForTheSummaryOfTheBuild() {
    DatabaseSource source = DatabaseSource.ofThisMachine();

    assertThat(Path.of("target", "test-database.txt")).hasContent(source.toString());
  }
}
