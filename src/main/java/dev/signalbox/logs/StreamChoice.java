package dev.signalbox.logs;

import dev.signalbox.nomad.AllocationLogs.Source;
import dev.signalbox.nomad.AllocationLogs.StreamType;
import dev.signalbox.web.InvalidParametersException;
import dev.signalbox.web.ListParameters;
import dev.signalbox.web.ListUrl;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The selected streams of a task. Defaults to stderr, where build agents write most output. */
enum StreamChoice {
  STDERR(List.of(StreamType.STDERR)),
  STDOUT(List.of(StreamType.STDOUT)),
  BOTH(List.of(StreamType.STDERR, StreamType.STDOUT));

  private static final ListParameters PARAMETERS =
      ListParameters.ofTexts()
          .choice("stream", Arrays.stream(values()).map(StreamChoice::code).toList());

  // immutable lists, which Error Prone doesn't recognize
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<StreamType> streams;

  StreamChoice(List<StreamType> streams) {
    this.streams = streams;
  }

  /**
   * Parses a value; an empty one is {@link #STDERR}.
   *
   * @throws InvalidParametersException if it is unknown
   */
  static StreamChoice of(String word) {
    String code = PARAMETERS.require(new ListUrl("", Map.of("stream", word))).value("stream");
    return Arrays.stream(values())
        .filter(one -> one.code().equals(code))
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
