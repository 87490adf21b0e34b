package dev.signalbox.house;

import static dev.signalbox.house.SourceRules.NOBODY_CATCHES_EVERYTHING;
import static dev.signalbox.house.SourceRules.NO_THIRD_PARTY_HOSTS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules for the text of our sources, each tried on a bad line first. */
class SourcesTests {

  private static final Path RESOURCES = Path.of("src/main/resources");

  @Test
  void nobodyCatchesEverything() {
    assertThat(JavaSource.all().stream().flatMap(s -> places(NOBODY_CATCHES_EVERYTHING, s)))
        .isEmpty();
  }

  @Test
  void noThirdPartyHostIsNamed() {
    assertThat(
            Stream.concat(JavaSource.all().stream(), served())
                .flatMap(source -> places(NO_THIRD_PARTY_HOSTS, source)))
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
  void catchingEverythingIsSeen(String line) {
    assertThat(NOBODY_CATCHES_EVERYTHING.offsets(line)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"catch (IllegalStateException e)", "catch (RuntimeException | Error e)"})
  void catchingSomethingIsFine(String line) {
    assertThat(NOBODY_CATCHES_EVERYTHING.offsets(line)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script src=\"https://cdn.somewhere.net/x.js\"></script>",
        "<img src='//cdn.somewhere.net/x.png'>",
        "@import url(//fonts.somewhere.net/css);",
        "URI.create(\"http://github.com.somewhere.net\")",
      })
  void thirdPartyHostsAreSeen(String line) {
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
  void ourOwnAndReservedHostsAreFine(String line) {
    assertThat(NO_THIRD_PARTY_HOSTS.offsets(line)).isEmpty();
  }

  private static Stream<String> places(SourceRules rule, JavaSource source) {
    return rule.offsets(source.text()).stream().map(source::place);
  }

  /** Templates, styles and scripts. */
  private static Stream<JavaSource> served() {
    try (Stream<Path> files = Files.walk(RESOURCES)) {
      return files
          .filter(file -> file.toString().matches(".*\\.(?:html|css|js|svg|properties)"))
          .map(SourcesTests::read)
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
