package dev.signalbox.logs;

import dev.signalbox.nomad.AllocationLogs.StreamType;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The task and stream of a log file. */
record LogFileName(String task, StreamType stream) {

  private static final Pattern NAME = Pattern.compile("(.+)\\.(stdout|stderr)\\.\\d+");

  /** Parses a name such as {@code build.stderr.0}. Returns empty for files that are not logs. */
  static Optional<LogFileName> parse(String file) {
    Matcher name = NAME.matcher(file);
    return name.matches()
        ? StreamType.fromApiName(name.group(2))
            .map(stream -> new LogFileName(name.group(1), stream))
        : Optional.empty();
  }
}
