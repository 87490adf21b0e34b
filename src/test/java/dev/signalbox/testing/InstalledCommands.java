package dev.signalbox.testing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds installed commands that some tests run. */
public final class InstalledCommands {

  /** Folders of system programs, which are not on every user's {@code PATH}. */
  private static final String SYSTEM_FOLDERS = "/usr/sbin" + File.pathSeparator + "/usr/local/sbin";

  private InstalledCommands() {}

  /** Returns the executable with the given name, or empty if it is not installed. */
  public static Optional<Path> find(String name) {
    String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
    return Stream.of((path + File.pathSeparator + SYSTEM_FOLDERS).split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
