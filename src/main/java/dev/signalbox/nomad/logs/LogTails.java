package dev.signalbox.nomad.logs;

import dev.signalbox.nomad.AllocationLogs;
import dev.signalbox.nomad.AllocationLogs.Source;
import dev.signalbox.nomad.logs.Asking.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** The ends of logs as plain text: what the page shows before, and without, its script. */
@Component
class LogTails {

  /** Of one log, in bytes. */
  static final int LENGTH = 64 * 1024;

  /** Ends on one page; more would be a heavy page for nobody. */
  private static final int MOST = 4;

  private final AllocationLogs logs;
  private final Asking asking;

  LogTails(AllocationLogs logs, Asking asking) {
    this.logs = logs;
    this.asking = asking;
  }

  /** The ends of the first of these logs, labelled. */
  List<LogTail> of(List<Source> sources, List<String> labels) {
    List<Source> first = sources.subList(0, Math.min(MOST, sources.size()));
    List<Supplier<byte[]>> questions =
        first.stream().map(one -> (Supplier<byte[]>) () -> logs.tail(one, LENGTH)).toList();
    List<Answer<byte[]>> answers = asking.askAll("read the end of the log", questions);
    List<LogTail> tails = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      tails.add(
          switch (answers.get(i)) {
            case Answer.Given<byte[]> given -> LogTail.of(labels.get(i), given.value());
            case Answer.None<byte[]> none -> LogTail.failed(labels.get(i), none.problem());
          });
    }
    return tails;
  }
}
