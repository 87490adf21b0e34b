package dev.signalbox.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.settings.DocumentedVariable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README lists every environment variable exactly once. */
class ReadmeTests {

  private static final Path README = Path.of("README.md");

  private static final Pattern ROW =
      Pattern.compile("\\| `([A-Z][A-Z0-9_]+)` \\|([^|]*)\\| (.*) \\| (.*) \\|");

  @Test
  void listsEveryVariableOnce() throws IOException {
    assertThat(rows().stream().map(row -> row.group(1)))
        .as("first column of the README's configuration table")
        .containsExactlyInAnyOrderElementsOf(DocumentedVariable.byName().keySet());
  }

  /** The second column, whether a variable is required, is the only one that is not generated. */
  @Test
  void describesEveryVariableAsTheMetadataDo() throws IOException {
    Map<String, DocumentedVariable> documented = DocumentedVariable.byName();

    assertThat(rows())
        .allSatisfy(
            row -> {
              DocumentedVariable variable = Objects.requireNonNull(documented.get(row.group(1)));
              assertThat(row.group())
                  .isEqualTo(
                      "| `%s` |%s| %s | %s |",
                      variable.name(),
                      row.group(2),
                      variable.description(),
                      variable.example().contains("`")
                          ? variable.example()
                          : "`" + variable.example() + "`");
            });
  }

  private static List<MatchResult> rows() throws IOException {
    return Files.readAllLines(README).stream()
        .map(ROW::matcher)
        .filter(Matcher::matches)
        .map(Matcher::toMatchResult)
        .toList();
  }
}
