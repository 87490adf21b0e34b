package dev.signalbox.logs;

import dev.signalbox.nomad.AllocationLogs.Source;
import dev.signalbox.nomad.AllocationLogs.StreamType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The selected streams of a task. Defaults to stderr, where build agents write most output. */
enum StreamChoice {
  STDERR(List.of(StreamType.STDERR)),
  STDOUT(List.of(StreamType.STDOUT)),
  BOTH(List.of(StreamType.STDERR, StreamType.STDOUT));

  // immutable lists, which Error Prone doesn't recognize
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<StreamType> streams;

  StreamChoice(List<StreamType> streams) {
    this.streams = streams;
  }

  /** Parses a value. Returns {@link #STDERR} if it is unknown. */
  static StreamChoice of(String word) {
    return Arrays.stream(values())
        .filter(one -> one.code().equals(word))
        .findFirst()
        .orElse(STDERR);
  }

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  List<StreamType> streams() {
    return streams;
  }

  List<Source> of(String allocationId, String task) {
    return streams.stream().map(stream -> new Source(allocationId, task, stream)).toList();
  }
}
