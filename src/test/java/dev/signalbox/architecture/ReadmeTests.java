package dev.signalbox.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.settings.EnvironmentVariable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README lists every environment variable exactly once. */
class ReadmeTests {

  private static final Path README = Path.of("README.md");

  @Test
  void listsEveryVariableOnce() throws IOException {
    assertThat(README)
        .withFailMessage(
            "README.md is missing; its configuration table begins each row with | `VARIABLE` |")
        .exists();
    List<String> listed =
        Files.readAllLines(README).stream()
            .filter(line -> line.matches("\\|\\s*`[A-Z][A-Z0-9_]+`.*"))
            .map(line -> line.split("`", 3)[1])
            .toList();
    assertThat(listed)
        .as("first column of the README's configuration table")
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(EnvironmentVariable.values())
                .map(EnvironmentVariable::environmentName)
                .toList());
  }
}
