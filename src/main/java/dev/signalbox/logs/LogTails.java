package dev.signalbox.logs;

import dev.signalbox.logs.TimeLimitedQueries.QueryResult;
import dev.signalbox.nomad.AllocationLogs;
import dev.signalbox.nomad.AllocationLogs.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Loads the ends of logs as plain text, shown until the script has loaded or without JavaScript.
 */
@Component
class LogTails {

  /** Maximum length of an end, in bytes. */
  static final int TAIL_BYTES = 64 * 1024;

  /** Maximum number of ends on one page. */
  private static final int MAX_TAILS = 4;

  private final AllocationLogs logs;
  private final TimeLimitedQueries timeLimited;

  LogTails(AllocationLogs logs, TimeLimitedQueries timeLimited) {
    this.logs = logs;
    this.timeLimited = timeLimited;
  }

  /** Returns the ends of the first logs with their labels. */
  List<LogTail> of(List<Source> sources, List<String> labels) {
    List<Source> first = sources.subList(0, Math.min(MAX_TAILS, sources.size()));
    List<Supplier<byte[]>> requests =
        first.stream().map(one -> (Supplier<byte[]>) () -> logs.tail(one, TAIL_BYTES)).toList();
    List<QueryResult<byte[]>> results = timeLimited.runAll("read the end of the log", requests);
    List<LogTail> tails = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      tails.add(
          switch (results.get(i)) {
            case QueryResult.Completed<byte[]> completed ->
                LogTail.of(labels.get(i), completed.value());
            case QueryResult.Failed<byte[]> failed ->
                LogTail.failed(labels.get(i), failed.problem());
          });
    }
    return tails;
  }
}
