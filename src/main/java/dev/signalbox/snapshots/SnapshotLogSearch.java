package dev.signalbox.snapshots;

import dev.signalbox.velero.logs.BackupLogLine;
import dev.signalbox.velero.logs.GzipLines;
import dev.signalbox.velero.logs.LogfmtParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One page of the matching lines of a log. The log is read from the beginning, one line at a time.
 */
final class SnapshotLogSearch {

  static final int LINES = 500;

  /** Larger logs are searched up to here. */
  private static final GzipLines READER = new GzipLines(1 << 20, 256L << 20);

  private final SnapshotLogFilter filter;
  private final List<Match> page = new ArrayList<>();
  private int total;
  private int errors;
  private int warnings;
  private int matching;

  private SnapshotLogSearch(SnapshotLogFilter filter) {
    this.filter = filter;
  }

  /** A matching line with its number, starting at 1. */
  record Match(int number, BackupLogLine line) {}

  /**
   * The result.
   *
   * @param total number of lines
   * @param matching number of matching lines, on all pages
   */
  record Found(
      List<Match> page,
      int total,
      int errors,
      int warnings,
      int matching,
      GzipLines.Ending ending) {}

  static Found of(Path file, SnapshotLogFilter filter) throws IOException {
    SnapshotLogSearch search = new SnapshotLogSearch(filter);
    try (InputStream in = Files.newInputStream(file)) {
      GzipLines.Ending ending = READER.read(in, search::add);
      return new Found(
          List.copyOf(search.page),
          search.total,
          search.errors,
          search.warnings,
          search.matching,
          ending);
    }
  }

  private void add(String text) {
    total++;
    // parsing takes longer than searching
    boolean relevant = text.contains("level=error") || text.contains("level=warn");
    boolean matchesText = filter.matchesText(text);
    boolean shown = matchesText && matching >= filter.from() && page.size() < LINES;
    if (!relevant && !shown && filter.level().isEmpty()) {
      matching += matchesText ? 1 : 0;
      return;
    }
    BackupLogLine line = LogfmtParser.parse(text);
    errors += line.isError() ? 1 : 0;
    warnings += line.isWarning() ? 1 : 0;
    if (matchesText && filter.matchesLevel(line)) {
      if (matching >= filter.from() && page.size() < LINES) {
        page.add(new Match(total, line));
      }
      matching++;
    }
  }
}
