package dev.signalbox.nomad.logs;

import dev.signalbox.nomad.AllocationLogs.Source;
import dev.signalbox.nomad.AllocationLogs.Stream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Which of a task's two logs; build agents write nearly all of theirs to the first. */
enum StreamChoice {
  STDERR(List.of(Stream.STDERR)),
  STDOUT(List.of(Stream.STDOUT)),
  BOTH(List.of(Stream.STDERR, Stream.STDOUT));

  // lists of constants, only not marked so
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<Stream> streams;

  StreamChoice(List<Stream> streams) {
    this.streams = streams;
  }

  /** The one of that word, or stderr. */
  static StreamChoice of(String word) {
    return Arrays.stream(values())
        .filter(one -> one.word().equals(word))
        .findFirst()
        .orElse(STDERR);
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  List<Stream> streams() {
    return streams;
  }

  List<Source> of(String allocationId, String task) {
    return streams.stream().map(stream -> new Source(allocationId, task, stream)).toList();
  }
}
