package dev.signalbox.snapshots;

import dev.signalbox.velero.logs.BackupLogLine;
import dev.signalbox.web.ListParameters;
import dev.signalbox.web.ListUrl;
import java.util.List;
import java.util.Locale;

/**
 * Filter for the lines of a log, which are then shown in pages.
 *
 * @param query part of the line in lower case, or empty
 * @param level {@code error}, {@code warning} for both, or empty for any
 * @param from number of matching lines to skip
 */
record SnapshotLogFilter(String query, String level, int from) {

  static final ListParameters PARAMETERS =
      ListParameters.ofTexts("q")
          .choice("level", List.of("error", "warning"))
          .choice("view", List.of("pages", "start"))
          .number("from", 0, 999_999_999);

  static SnapshotLogFilter of(ListUrl url) {
    ListUrl valid = PARAMETERS.require(url);
    return new SnapshotLogFilter(
        valid.value("q").strip().toLowerCase(Locale.ROOT),
        valid.value("level"),
        valid.value("from").isEmpty() ? 0 : Integer.parseInt(valid.value("from")));
  }

  /** Returns whether the URL selects the viewer: the whole log, and not in pages. */
  static boolean isViewer(ListUrl url) {
    return !url.isInvalid()
        && !url.value("view").equals("pages")
        && List.of("q", "level", "from").stream().allMatch(name -> url.value(name).isEmpty());
  }

  boolean matchesText(String line) {
    return query.isEmpty() || line.toLowerCase(Locale.ROOT).contains(query);
  }

  boolean matchesLevel(BackupLogLine line) {
    return switch (level) {
      case "error" -> line.isError();
      case "warning" -> line.isError() || line.isWarning();
      default -> true;
    };
  }
}
