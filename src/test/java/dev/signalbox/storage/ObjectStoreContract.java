package dev.signalbox.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.remote.RemoteSystemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Tests that every {@link ObjectStore} passes. */
interface ObjectStoreContract {

  ObjectStore store();

  @Test
  default void readsWhatWasWritten() throws IOException {
    write("audit/2026-10/part-1.csv.gz", "one two three");

    assertThat(read("audit/2026-10/part-1.csv.gz", 0)).isEqualTo("one two three");
  }

  @Test
  default void readsFromAnOffset() throws IOException {
    write("a", "one two three");

    assertThat(read("a", 4)).isEqualTo("two three");
  }

  @Test
  default void hidesUnfinishedObjects() throws IOException {
    ObjectUpload object = store().startUpload("half");
    object.write("one".getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(() -> read("half", 0)).isInstanceOf(RemoteSystemException.NotFound.class);
    object.close();
    assertThatThrownBy(() -> read("half", 0)).isInstanceOf(RemoteSystemException.NotFound.class);
  }

  @Test
  default void replacesAtomically() throws IOException {
    write("a", "one two three");
    write("a", "four");

    assertThat(read("a", 0)).isEqualTo("four");
  }

  @Test
  default void storesObjectsLongerThanAPart() throws IOException {
    byte[] much = new byte[33 * 1024 * 1024 + 1];
    new Random(42).nextBytes(much);
    try (ObjectUpload object = store().startUpload("much")) {
      object.write(much, 0, 1_000);
      object.write(much, 1_000, much.length - 1_000);
      object.finish();
    }

    try (InputStream in = store().open("much", 0)) {
      assertThat(in.readAllBytes()).isEqualTo(much);
    }
  }

  @Test
  default void storesAnEmptyObject() throws IOException {
    write("empty", "");

    assertThat(read("empty", 0)).isEmpty();
  }

  @Test
  default void namesAMissingObject() {
    assertThatThrownBy(() -> read("nothing/here", 0))
        .isInstanceOfSatisfying(
            RemoteSystemException.NotFound.class,
            missing -> assertThat(missing.tried()).contains("nothing/here"));
  }

  default void write(String name, String text) throws IOException {
    try (ObjectUpload object = store().startUpload(name)) {
      object.write(text.getBytes(StandardCharsets.UTF_8));
      object.finish();
    }
  }

  default String read(String name, long from) throws IOException {
    try (InputStream in = store().open(name, from)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
