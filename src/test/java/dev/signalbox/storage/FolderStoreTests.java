package dev.signalbox.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.remote.RemoteSystemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("integration")
class FolderStoreTests implements ObjectStoreContract {

  @TempDir private Path folder;

  @Override
  public ObjectStore store() {
    return new FolderStore(folder);
  }

  @Test
  void leavesNoTemporaryFile() throws IOException {
    store().startUpload("half").close();

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void rejectsNamesOutsideTheFolder() {
    assertThatThrownBy(() -> store().open("../secret", 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store().startUpload("a/../../secret"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void failsIfTheFolderIsNotWritable() throws IOException {
    Path file = Files.createFile(folder.resolve("a-file"));

    assertThatThrownBy(() -> new FolderStore(file).startUpload("a"))
        .isInstanceOfSatisfying(
            RemoteSystemException.Unreachable.class,
            failure -> {
              assertThat(failure.tried()).contains(file.toString());
              assertThat(failure.advice()).contains("mounted");
            });
  }
}
