package dev.signalbox.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A Java source file of the console.
 *
 * @param path relative to the console's base package
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

  /** Returns the module that the file belongs to. */
  String module() {
    return path.split("/", 2)[0];
  }

  /** Returns {@code file:line} of an offset. */
  String location(int offset) {
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
