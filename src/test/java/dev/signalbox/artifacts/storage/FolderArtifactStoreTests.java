package dev.signalbox.artifacts.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.artifacts.ArtifactContent;
import dev.signalbox.artifacts.ArtifactListing;
import dev.signalbox.artifacts.ArtifactStore;
import dev.signalbox.remote.RemoteSystemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderArtifactStoreTests implements ArtifactStoreContract {

  @TempDir Path folder;
  private Path root;

  @BeforeEach
  void createRoot() throws IOException {
    root = Files.createDirectory(folder.resolve("root"));
    Files.writeString(folder.resolve("secret"), "secret");
  }

  @Override
  public ArtifactStore store() {
    return new FolderArtifactStore(root);
  }

  @Override
  public void put(String key, String content) {
    try {
      Path file = root.resolve(key);
      Files.createDirectories(file.getParent());
      Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"../secret", "a/../../secret", "..", ".", "/etc/passwd", "a\0"})
  void servesNothingOutsideTheFolder(String key) {
    assertThatThrownBy(() -> store().open(key, null, null))
        .isInstanceOf(RemoteSystemException.NotFound.class);
  }

  @Test
  void followsNoLinksOutOfTheFolder() throws IOException {
    Files.createSymbolicLink(root.resolve("file"), folder.resolve("secret"));
    Files.createSymbolicLink(root.resolve("folder"), folder);
    Files.createSymbolicLink(root.resolve("loop"), root.resolve("loop"));

    for (String key : new String[] {"file", "folder/secret", "loop"}) {
      assertThatThrownBy(() -> store().open(key, null, null))
          .isInstanceOf(RemoteSystemException.NotFound.class);
    }
    assertThat(store().list("", null, 100))
        .isEqualTo(new ArtifactListing(List.of(), List.of(), null));
    assertThat(store().list("folder/", null, 100).artifacts()).isEmpty();
  }

  @Test
  void servesAFolderBehindALink() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), root);
    put("a", "one");

    assertThat(new FolderArtifactStore(link).find("a").size()).isEqualTo(3);
  }

  @Test
  void failsBeforeTheEndIfAFileChanges() throws IOException {
    put("a", "one two three");
    try (ArtifactContent content = store().open("a", null, null)) {
      content.read(new byte[4], 0, 4);
      put("a", "four five six");
      Files.setLastModifiedTime(root.resolve("a"), FileTime.from(Instant.EPOCH));

      assertThatThrownBy(() -> content.read(new byte[100], 0, 100))
          .isInstanceOf(RemoteSystemException.Unreachable.class)
          .hasMessageContaining("changed");
    }
  }

  @Test
  void failsIfAFileIsTruncated() throws IOException {
    put("a", "one two three");
    try (ArtifactContent content = store().open("a", null, null)) {
      put("a", "one");

      assertThatThrownBy(content::readAllBytes)
          .isInstanceOf(RemoteSystemException.Unreachable.class);
    }
  }
}
