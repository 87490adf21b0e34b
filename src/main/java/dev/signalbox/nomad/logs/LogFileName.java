package dev.signalbox.nomad.logs;

import dev.signalbox.nomad.AllocationLogs.Stream;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whose log a file holds. */
record LogFileName(String task, Stream stream) {

  private static final Pattern NAME = Pattern.compile("(.+)\\.(stdout|stderr)\\.\\d+");

  /** Reads a name such as {@code build.stderr.0}; other files are no logs. */
  static Optional<LogFileName> read(String file) {
    Matcher name = NAME.matcher(file);
    return name.matches()
        ? Stream.of(name.group(2)).map(stream -> new LogFileName(name.group(1), stream))
        : Optional.empty();
  }
}
