package dev.signalbox.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.outside.OutsideWorldException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderStoreTests implements ObjectStoreContract {

  @TempDir private Path folder;

  @Override
  public ObjectStore store() {
    return new FolderStore(folder);
  }

  @Test
  void leavesNothingOfWhatWasGivenUp() throws IOException {
    store().begin("half").close();

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void neverLeavesItsFolder() {
    assertThatThrownBy(() -> store().open("../secret", 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store().begin("a/../../secret"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void tellsThatTheFolderCannotBeWritten() throws IOException {
    Path file = Files.createFile(folder.resolve("a-file"));

    assertThatThrownBy(() -> new FolderStore(file).begin("a"))
        .isInstanceOfSatisfying(
            OutsideWorldException.Unreachable.class,
            failure -> {
              assertThat(failure.tried()).contains(file.toString());
              assertThat(failure.advice()).contains("mounted");
            });
  }
}
