package dev.signalbox.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A Java file of the console, for what only its text tells.
 *
 * @param path below the console's own package
 */
record JavaSource(String path, String text) {

  private static final Path FOLDER = Path.of("src/main/java/dev/signalbox");

  static List<JavaSource> all() {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .sorted()
          .map(JavaSource::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The room it belongs to. */
  String room() {
    return path.split("/", 2)[0];
  }

  /** File and line of an offset, as an editor opens it. */
  String place(int offset) {
    long line = 1 + text.substring(0, offset).chars().filter(c -> c == '\n').count();
    return path + ":" + line;
  }

  private static JavaSource read(Path file) {
    try {
      String path = FOLDER.relativize(file).toString().replace('\\', '/');
      return new JavaSource(path, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
