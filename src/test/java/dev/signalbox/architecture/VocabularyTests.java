package dev.signalbox.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R16: banned words are absent from texts that a person reads. */
class VocabularyTests {

  private static final Path MAIN = Path.of("src/main/java");
  private static final Path TEST = Path.of("src/test/java");
  private static final Path RESOURCES = Path.of("src/main/resources");

  @Test
  void noStringOfTheConsoleHasABannedWord() {
    assertThat(violations(MAIN, ".java", Vocabulary::strings)).isEmpty();
  }

  @Test
  void noCommentHasABannedWord() {
    assertThat(violations(MAIN, ".java", Vocabulary::comments)).isEmpty();
    assertThat(violations(TEST, ".java", Vocabulary::comments)).isEmpty();
  }

  @Test
  void noTemplateHasABannedWord() {
    assertThat(violations(RESOURCES.resolve("templates"), ".html", Stream::of)).isEmpty();
  }

  @Test
  void noScriptStyleOrPropertyHasABannedWord() {
    assertThat(violations(RESOURCES, ".js", Vocabulary::strings)).isEmpty();
    assertThat(violations(RESOURCES, ".js", Vocabulary::comments)).isEmpty();
    assertThat(violations(RESOURCES, ".css", Vocabulary::comments)).isEmpty();
    assertThat(violations(RESOURCES, ".properties", Stream::of)).isEmpty();
  }

  @Test
  void noDocumentHasABannedWord() {
    assertThat(violations(Path.of("docs"), ".md", Stream::of)).isEmpty();
    for (String page : List.of("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")) {
      assertThat(Vocabulary.bannedIn(read(Path.of(page)))).as(page).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Nobody is told.",
        "The lock stands once more.",
        "Whoever leaves is let in anew.",
        "An organisation was cancelled.",
      })
  void detectsBannedWords(String text) {
    assertThat(Vocabulary.bannedIn(text)).hasSizeGreaterThan(1);
  }

  @Test
  void acceptsWordsThatContainABannedOne() {
    assertThat(Vocabulary.bannedIn("warehouse, bedrooms, understands, besides, organization"))
        .isEmpty();
  }

  @Test
  void distinguishesCommentsFromStrings() {
    String source =
        "/* anew */ String url = \"http://told\"; // weather\nchar c = '\"'; \"\"\"\na\"b\"\"\";";

    assertThat(Vocabulary.comments(source)).containsExactly("/* anew */", "// weather");
    assertThat(Vocabulary.strings(source)).containsExactly("\"http://told\"", "\"\"\"\na\"b\"\"\"");
  }

  private static List<String> violations(
      Path folder, String extension, Function<String, Stream<String>> texts) {
    List<String> violations = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .filter(file -> file.toString().endsWith(extension))
          .forEach(
              file ->
                  texts
                      .apply(read(file))
                      .flatMap(text -> Vocabulary.bannedIn(text).stream())
                      .forEach(word -> violations.add(file + ": " + word)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return violations;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
