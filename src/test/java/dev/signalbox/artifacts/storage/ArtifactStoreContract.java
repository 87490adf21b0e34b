package dev.signalbox.artifacts.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.artifacts.Artifact;
import dev.signalbox.artifacts.ArtifactContent;
import dev.signalbox.artifacts.ArtifactListing;
import dev.signalbox.artifacts.ArtifactStore;
import dev.signalbox.artifacts.ByteRange;
import dev.signalbox.remote.RemoteSystemException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that every {@link ArtifactStore} passes. */
interface ArtifactStoreContract {

  ArtifactStore store();

  void put(String key, String content);

  @Test
  default void describesAnArtifact() {
    put("acme/api/414/out.log", "one two three");

    Artifact artifact = store().find("acme/api/414/out.log");

    assertThat(artifact.key()).isEqualTo("acme/api/414/out.log");
    assertThat(artifact.size()).isEqualTo(13);
    assertThat(artifact.etag()).matches("\"[!#-~]+\"");
    assertThat(Duration.between(artifact.lastModified(), Instant.now()).abs())
        .isLessThan(Duration.ofMinutes(1));
  }

  @Test
  default void readsAnArtifact() {
    put("a", "one two three");

    try (ArtifactContent content = store().open("a", null, null)) {
      assertThat(content.length()).isEqualTo(13);
      assertThat(content.artifact()).isEqualTo(store().find("a"));
      assertThat(text(content)).isEqualTo("one two three");
    }
  }

  @Test
  default void readsARange() {
    put("a", "one two three");

    try (ArtifactContent content = store().open("a", new ByteRange(4, 6), null)) {
      assertThat(content.length()).isEqualTo(3);
      assertThat(content.artifact().size()).isEqualTo(13);
      assertThat(text(content)).isEqualTo("two");
    }
  }

  @Test
  default void readsAnEmptyArtifact() {
    put("empty", "");

    try (ArtifactContent content = store().open("empty", null, null)) {
      assertThat(text(content)).isEmpty();
    }
  }

  @Test
  default void refusesAnotherVersionThanExpected() {
    put("a", "one");
    String etag = store().find("a").etag();
    put("a", "three");

    assertThatThrownBy(() -> store().open("a", new ByteRange(0, 0), etag))
        .isInstanceOf(RemoteSystemException.Conflict.class);
  }

  @Test
  default void namesAMissingArtifact() {
    put("a/b", "one");

    for (String missing : List.of("nothing/here", "a", "a/b/c")) {
      assertThatThrownBy(() -> store().find(missing))
          .isInstanceOf(RemoteSystemException.NotFound.class);
      assertThatThrownBy(() -> store().open(missing, null, null))
          .isInstanceOfSatisfying(
              RemoteSystemException.NotFound.class,
              failure -> assertThat(failure.tried()).contains(missing));
    }
  }

  @Test
  default void writesNoLineBreaksOfNamesIntoMessages() {
    assertThatThrownBy(() -> store().find("a\n2026-11-30 ERROR forged\r"))
        .isInstanceOf(RemoteSystemException.NotFound.class)
        .message()
        .doesNotContain("\n", "\r")
        .contains("forged");
  }

  @Test
  default void listsFoldersAndArtifacts() {
    put("x/b.txt", "one");
    put("x/a/1.txt", "one");
    put("x/a/2.txt", "two");
    put("x/c/1.txt", "one");
    put("xy.txt", "one");

    ArtifactListing listing = store().list("x/", null, 100);

    assertThat(listing.folders()).containsExactly("x/a/", "x/c/");
    assertThat(listing.artifacts())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.key()).isEqualTo("x/b.txt");
              assertThat(entry.name()).isEqualTo("b.txt");
              assertThat(entry.size()).isEqualTo(3);
            });
    assertThat(listing.nextToken()).isNull();
  }

  @Test
  default void listsTheRootFolderAndUnknownFolders() {
    put("a.txt", "one");

    assertThat(keys("", 100)).containsExactly("a.txt");
    assertThat(keys("nothing/", 100)).isEmpty();
  }

  @Test
  default void searchesByTheBeginningOfNames() {
    put("x/report-1.xml", "one");
    put("x/report-2.xml", "one");
    put("x/reports/1.xml", "one");
    put("x/other.txt", "one");

    assertThat(keys("x/report-", 100)).containsExactly("x/report-1.xml", "x/report-2.xml");
    assertThat(store().list("x/report", null, 100).folders()).containsExactly("x/reports/");
  }

  @Test
  default void listsPages() {
    List<String> all = new ArrayList<>();
    for (int i = 100; i < 125; i++) {
      all.add("x/" + i + ".txt");
      put("x/" + i + ".txt", "one");
    }

    assertThat(store().list("x/", null, 10).artifacts()).hasSize(10);
    assertThat(keys("x/", 10)).containsExactlyElementsOf(all);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"quoted\" 'name'.txt",
        "<img src=x onerror=alert(1)>&amp;.html",
        "two\nlines\r.txt",
        "gpj.\u202Eexe",
        "größe 日本語 😀.png",
        "100%25;a=b?c#d+e.txt"
      })
  default void servesUnusualNames(String name) {
    String key = "names/" + name;
    put(key, "one");

    assertThat(keys("names/", 100)).contains(key);
    assertThat(store().find(key).name()).isEqualTo(name);
    try (ArtifactContent content = store().open(key, null, null)) {
      assertThat(text(content)).isEqualTo("one");
    }
  }

  @Test
  default void servesKeysOf1000Characters() {
    String key = "x".repeat(199) + "/" + ("y".repeat(199) + "/").repeat(4).substring(0, 799);
    put(key, "one");

    assertThat(store().find(key).size()).isEqualTo(3);
  }

  private List<String> keys(String prefix, int max) {
    List<String> keys = new ArrayList<>();
    @Nullable String token = null;
    do {
      ArtifactListing page = store().list(prefix, token, max);
      page.artifacts().forEach(entry -> keys.add(entry.key()));
      token = page.nextToken();
    } while (token != null);
    return keys;
  }

  private static String text(ArtifactContent content) {
    byte[] buffer = new byte[100];
    int length = 0;
    for (int read = 0; read >= 0; read = content.read(buffer, length, buffer.length - length)) {
      length += read;
    }
    return new String(buffer, 0, length, StandardCharsets.UTF_8);
  }
}
