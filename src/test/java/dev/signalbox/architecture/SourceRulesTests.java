package dev.signalbox.architecture;

import static dev.signalbox.architecture.SourceRules.NO_CATCH_OF_EXCEPTION_OR_THROWABLE;
import static dev.signalbox.architecture.SourceRules.NO_RECORD_PATTERNS;
import static dev.signalbox.architecture.SourceRules.NO_THIRD_PARTY_HOSTS;
import static dev.signalbox.architecture.SourceRules.SQL_WITH_A_REASON;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks the text of the sources; each rule is tested on violating and compliant lines. */
class SourceRulesTests {

  private static final Path RESOURCES = Path.of("src/main/resources");

  @Test
  void noSourceCatchesExceptionOrThrowable() {
    assertThat(
            JavaSource.all().stream()
                .flatMap(s -> locations(NO_CATCH_OF_EXCEPTION_OR_THROWABLE, s)))
        .isEmpty();
  }

  @Test
  void noSourceNamesAThirdPartyHost() {
    assertThat(
            Stream.concat(JavaSource.all().stream(), resources())
                .flatMap(source -> locations(NO_THIRD_PARTY_HOSTS, source)))
        .isEmpty();
  }

  @Test
  void theFormatterReadsAllSourcesOnJdk17() {
    assertThat(JavaSource.all().stream().flatMap(s -> locations(NO_RECORD_PATTERNS, s))).isEmpty();
    assertThat(NO_RECORD_PATTERNS.offsets("case Outcome.Done(String name) ->")).isNotEmpty();
    assertThat(NO_RECORD_PATTERNS.offsets("if (one instanceof Done(var name))")).isNotEmpty();
    assertThat(NO_RECORD_PATTERNS.offsets("case Outcome.Done done -> use(done);")).isEmpty();
  }

  @Test
  void everyClassWithSqlStatesTheReason() {
    assertThat(JavaSource.all().stream().flatMap(s -> locations(SQL_WITH_A_REASON, s))).isEmpty();
  }

  @Test
  void detectsSqlWithoutAReason() {
    String use = "import org.springframework.jdbc.core.simple.JdbcClient;\n\n";

    assertThat(SQL_WITH_A_REASON.offsets(use + "/** Stores drafts. */\nclass Drafts {}"))
        .isNotEmpty();
    assertThat(
            SQL_WITH_A_REASON.offsets(use + "/**\n * Stores drafts. SQL,\n * because of COPY. */"))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "} catch (Exception e) {",
        "} catch (final Throwable t) {",
        "} catch (IOException | Exception e) {",
        "} catch (java.lang.Throwable t) {",
      })
  void detectsCatchOfExceptionOrThrowable(String line) {
    assertThat(NO_CATCH_OF_EXCEPTION_OR_THROWABLE.offsets(line)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"catch (IllegalStateException e)", "catch (RuntimeException | Error e)"})
  void acceptsCatchOfSpecificExceptions(String line) {
    assertThat(NO_CATCH_OF_EXCEPTION_OR_THROWABLE.offsets(line)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script src=\"https://cdn.somewhere.net/x.js\"></script>",
        "<img src='//cdn.somewhere.net/x.png'>",
        "@import url(//fonts.somewhere.net/css);",
        "URI.create(\"http://github.com.somewhere.net\")",
      })
  void detectsThirdPartyHosts(String line) {
    assertThat(NO_THIRD_PARTY_HOSTS.offsets(line)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "xmlns=\"http://www.w3.org/2000/svg\"",
        "\"https://github.acme.example\"",
        "\"https://github.com\"",
        "\"//\" + path",
        "// a comment"
      })
  void acceptsGitHubAndReservedHosts(String line) {
    assertThat(NO_THIRD_PARTY_HOSTS.offsets(line)).isEmpty();
  }

  private static Stream<String> locations(SourceRules rule, JavaSource source) {
    return rule.offsets(source.text()).stream().map(source::location);
  }

  /** Reads templates, style sheets, scripts and properties. */
  private static Stream<JavaSource> resources() {
    try (Stream<Path> files = Files.walk(RESOURCES)) {
      return files
          .filter(file -> file.toString().matches(".*\\.(?:html|css|js|svg|properties)"))
          .map(SourceRulesTests::read)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JavaSource read(Path file) {
    try {
      return new JavaSource(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
