package dev.signalbox.logs;

import dev.signalbox.logs.LineSplitter.Piece;
import dev.signalbox.web.ProblemPanel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The end of a log as text.
 *
 * @param summary the number of lines, and whether the log is longer
 * @param runs the text, split at the transitions between error lines and other lines
 * @param problem why it could not be loaded, or null
 */
record LogTail(String label, String summary, List<Run> runs, @Nullable ProblemPanel problem) {

  /**
   * Consecutive complete lines that are all errors or all not.
   *
   * @param first whether these are the first errors
   */
  record Run(boolean error, boolean first, String text) {}

  static LogTail of(String label, byte[] end) {
    boolean whole = end.length < LogTails.TAIL_BYTES;
    List<Piece> pieces = new ArrayList<>();
    LineSplitter splitter = new LineSplitter();
    splitter.split(whole ? end : ReconnectDeduplicator.dropPartialLine(end), pieces);
    splitter.finish(pieces);
    return new LogTail(label, describe(whole, pieces.size()), runs(pieces), null);
  }

  static LogTail failed(String label, ProblemPanel problem) {
    return new LogTail(label, "", List.of(), problem);
  }

  private static String describe(boolean whole, int lines) {
    if (lines == 0) {
      return "No output yet.";
    }
    String count = lines == 1 ? "1 line" : String.format(Locale.ENGLISH, "%,d lines", lines);
    return whole ? count : "Last " + count + ". Download the log to see all lines.";
  }

  private static List<Run> runs(List<Piece> pieces) {
    List<Run> runs = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    boolean error = false;
    boolean seen = false;
    for (Piece piece : pieces) {
      boolean bad = ErrorLines.looksLikeError(piece.text());
      if (bad != error && !text.isEmpty()) {
        runs.add(new Run(error, error && !seen, text.toString()));
        seen |= error;
        text.setLength(0);
      }
      error = bad;
      text.append(ErrorLines.plain(piece.text())).append('\n');
    }
    if (!text.isEmpty()) {
      runs.add(new Run(error, error && !seen, text.toString()));
    }
    return runs;
  }
}
