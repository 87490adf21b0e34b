package dev.signalbox.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactKeyTests {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.txt",
        "acme/api/414/0/test results/rspec.xml",
        "100%.txt",
        "a;b=c.txt",
        "\"quoted\" 'name'.txt",
        "<script>alert(1)</script>.html",
        "two\nlines\r.txt",
        "gpj.\u202Eexe",
        "größe/日本語/😀.png",
        "?#&+=@:.txt",
        "..a/b..",
        "folder/"
      })
  void decodesWhatItEncodes(String key) {
    String path = ArtifactKey.encode(key);

    assertThat(path).matches("[A-Za-z0-9._~%/-]*");
    assertThat(ArtifactKey.decode(path)).contains(key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "..",
        "../secret",
        "a/../../secret",
        "a/./b",
        "a//b",
        "/a",
        "a//",
        "%2e%2e/secret",
        "a/%2E%2E/secret",
        "a%2Fb",
        "..%2Fsecret",
        "%00",
        "a%00.png",
        "%",
        "%2",
        "%zz",
        "%C0%AE%C0%AE/secret",
        "%FF",
        "%ED%A0%80"
      })
  void rejectsTraversalAndMalformedPaths(String path) {
    assertThat(ArtifactKey.decode(path)).isEmpty();
  }

  @Test
  void limitsTheLength() {
    assertThat(ArtifactKey.decode("a".repeat(1024))).isPresent();
    assertThat(ArtifactKey.decode("a".repeat(1025))).isEmpty();
  }

  @Test
  void decodesFolders() {
    assertThat(ArtifactKey.decode("")).contains("");
    assertThat(ArtifactKey.decode("a/b/")).contains("a/b/");
    assertThat(ArtifactKey.isFolder("a/b")).isFalse();
  }
}
