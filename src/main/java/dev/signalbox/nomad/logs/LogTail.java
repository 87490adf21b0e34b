package dev.signalbox.nomad.logs;

import dev.signalbox.nomad.logs.LineSplitter.Piece;
import dev.signalbox.web.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The end of a log, ready to print as text.
 *
 * @param words how much of it that is
 * @param runs the text, cut where lines that look like errors begin and end
 * @param problem why there is none, or null
 */
record LogTail(String label, String words, List<Run> runs, @Nullable Problem problem) {

  /** Some whole lines. */
  record Run(boolean error, String text) {}

  static LogTail of(String label, byte[] end) {
    boolean whole = end.length < LogTails.LENGTH;
    List<Piece> pieces = new ArrayList<>();
    LineSplitter splitter = new LineSplitter();
    splitter.take(whole ? end : Overlap.fromLine(end), pieces);
    splitter.end(pieces);
    return new LogTail(label, words(whole, pieces.size()), runs(pieces), null);
  }

  static LogTail failed(String label, Problem problem) {
    return new LogTail(label, "", List.of(), problem);
  }

  private static String words(boolean whole, int lines) {
    if (lines == 0) {
      return "Nothing is written yet.";
    }
    String count = lines == 1 ? "1 line" : String.format(Locale.ENGLISH, "%,d lines", lines);
    return whole ? count : "The last " + count + "; the download has the whole log.";
  }

  private static List<Run> runs(List<Piece> pieces) {
    List<Run> runs = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    boolean error = false;
    for (Piece piece : pieces) {
      boolean bad = ErrorLines.looksLikeError(piece.text());
      if (bad != error && !text.isEmpty()) {
        runs.add(new Run(error, text.toString()));
        text.setLength(0);
      }
      error = bad;
      text.append(ErrorLines.plain(piece.text())).append('\n');
    }
    if (!text.isEmpty()) {
      runs.add(new Run(error, text.toString()));
    }
    return runs;
  }
}
