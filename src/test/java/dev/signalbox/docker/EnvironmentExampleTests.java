package dev.signalbox.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.settings.DocumentedVariable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code docker/.env.example} and the variables of the Compose files. */
class EnvironmentExampleTests {

  private static final Path EXAMPLE = Path.of("docker", ".env.example");
  private static final Pattern ASSIGNMENT = Pattern.compile("#?([A-Z][A-Z0-9_]*)=.*");
  private static final Pattern REFERENCE = Pattern.compile("(?<!\\$)\\$\\{([A-Z][A-Z0-9_]*)");

  private static final Pattern ROW = Pattern.compile("\\| `([A-Z][A-Z0-9_]+)` \\|");

  @Test
  void listsEveryVariableInTheOrderOfTheReadme() throws IOException {
    assertThat(
            Files.readAllLines(EXAMPLE).stream()
                .map(ASSIGNMENT::matcher)
                .filter(line -> line.matches())
                .map(line -> line.group(1)))
        .containsExactlyElementsOf(names());
  }

  @Test
  void describesEveryVariableAsTheSettingsDo() throws IOException {
    List<String> lines = Files.readAllLines(EXAMPLE);
    for (DocumentedVariable variable : DocumentedVariable.byName().values()) {
      int line =
          lines.stream()
              .map(text -> text.replaceFirst("^#?([A-Z0-9_]+)=.*", "$1"))
              .toList()
              .indexOf(variable.name());

      assertThat(lines.get(line - 1)).startsWith("# " + variable.description());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"compose.yaml", "compose.fake-github.yaml"})
  void composeFilesUseOnlyVariablesOfTheExample(String file) throws IOException {
    assertThat(
            REFERENCE
                .matcher(Files.readString(Path.of("docker", file)))
                .results()
                .map(MatchResult::toString))
        .isNotEmpty();
    assertThat(
            REFERENCE
                .matcher(Files.readString(Path.of("docker", file)))
                .results()
                .map(found -> found.group(1)))
        .isSubsetOf(names());
  }

  private static List<String> names() throws IOException {
    return Files.readAllLines(Path.of("README.md")).stream()
        .map(ROW::matcher)
        .filter(Matcher::lookingAt)
        .map(row -> row.group(1))
        .toList();
  }
}
