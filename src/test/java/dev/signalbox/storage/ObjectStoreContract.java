package dev.signalbox.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.outside.OutsideWorldException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every storage does. */
interface ObjectStoreContract {

  ObjectStore store();

  @Test
  default void givesBackWhatWasWritten() throws IOException {
    write("audit/2026-10/part-1.csv.gz", "one two three");

    assertThat(read("audit/2026-10/part-1.csv.gz", 0)).isEqualTo("one two three");
  }

  @Test
  default void readsFromAnyByteOn() throws IOException {
    write("a", "one two three");

    assertThat(read("a", 4)).isEqualTo("two three");
  }

  @Test
  default void showsNothingOfWhatIsNotFinished() throws IOException {
    NewObject object = store().begin("half");
    object.write("one".getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(() -> read("half", 0)).isInstanceOf(OutsideWorldException.Missing.class);
    object.close();
    assertThatThrownBy(() -> read("half", 0)).isInstanceOf(OutsideWorldException.Missing.class);
  }

  @Test
  default void replacesAsAWhole() throws IOException {
    write("a", "one two three");
    write("a", "four");

    assertThat(read("a", 0)).isEqualTo("four");
  }

  @Test
  default void keepsEveryByteOfWhatIsLongerThanAPart() throws IOException {
    byte[] much = new byte[33 * 1024 * 1024 + 1];
    new Random(42).nextBytes(much);
    try (NewObject object = store().begin("much")) {
      object.write(much, 0, 1_000);
      object.write(much, 1_000, much.length - 1_000);
      object.finish();
    }

    try (InputStream in = store().open("much", 0)) {
      assertThat(in.readAllBytes()).isEqualTo(much);
    }
  }

  @Test
  default void keepsAnEmptyFile() throws IOException {
    write("empty", "");

    assertThat(read("empty", 0)).isEmpty();
  }

  @Test
  default void namesWhatIsMissing() {
    assertThatThrownBy(() -> read("nothing/here", 0))
        .isInstanceOfSatisfying(
            OutsideWorldException.Missing.class,
            missing -> assertThat(missing.tried()).contains("nothing/here"));
  }

  default void write(String name, String text) throws IOException {
    try (NewObject object = store().begin(name)) {
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
