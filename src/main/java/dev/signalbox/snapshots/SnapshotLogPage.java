package dev.signalbox.snapshots;

import dev.signalbox.snapshots.SnapshotLogSearch.Found;
import dev.signalbox.snapshots.SnapshotLogSearch.Match;
import dev.signalbox.velero.Backup;
import dev.signalbox.velero.files.BackupFile;
import dev.signalbox.velero.logs.BackupLogLine;
import dev.signalbox.velero.logs.GzipLines;
import dev.signalbox.web.FilterChip;
import dev.signalbox.web.ListPage;
import dev.signalbox.web.ListUrl;
import dev.signalbox.web.ProblemPanel;
import dev.signalbox.web.RawText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * View model of the log of a snapshot.
 *
 * @param file null while the snapshot runs, so that Velero hasn't written the log
 * @param summary number of lines in words; empty without a log
 * @param note that the log is incomplete, or empty
 * @param viewer null if the lines are shown in pages
 */
record SnapshotLogPage(
    String name,
    String url,
    ListUrl filterUrl,
    @Nullable BackupFileState file,
    String summary,
    String note,
    List<FilterChip> chips,
    ListPage<Line> lines,
    @Nullable SnapshotLogViewer viewer) {

  private static final int MAX_TEXT = 2000;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  /**
   * A line.
   *
   * @param tone CSS class suffix of its level: bad, warn or idle
   */
  record Line(int number, String time, String level, String tone, String text, String details) {

    static Line of(Match match) {
      BackupLogLine line = match.line();
      return new Line(
          match.number(),
          line.time() == null ? "" : TIME.format(line.time()),
          line.level(),
          line.isError() ? "bad" : line.isWarning() ? "warn" : "idle",
          RawText.shorten(line.message(), MAX_TEXT),
          RawText.shorten(SnapshotLogEvents.fields(line.fields()), MAX_TEXT));
    }
  }

  static SnapshotLogPage of(
      Backup backup, ListUrl url, @Nullable BackupFile download, Clock clock) {
    @Nullable BackupFileState file =
        download == null
            ? null
            : BackupFileState.of(download, "the log of " + backup.name(), clock);
    @Nullable Path path = file == null ? null : file.path();
    if (path == null || url.isInvalid() || SnapshotLogFilter.isViewer(url)) {
      return page(backup, url, file, null);
    }
    try {
      return page(backup, url, file, SnapshotLogSearch.of(path, SnapshotLogFilter.of(url)));
    } catch (IOException e) {
      return page(backup, url, unreadable(backup, e), null);
    }
  }

  private static BackupFileState unreadable(Backup backup, IOException failure) {
    return new BackupFileState(
        false,
        new ProblemPanel(
            "The log can't be read",
            "to read the downloaded log of " + backup.name(),
            failure.toString(),
            "Reload the page to download it again.",
            null,
            null),
        null);
  }

  private static SnapshotLogPage page(
      Backup backup, ListUrl url, @Nullable BackupFileState file, @Nullable Found found) {
    return new SnapshotLogPage(
        backup.name(),
        SnapshotLinks.show(backup.name()),
        url,
        file,
        found == null ? "" : summary(found, url),
        found == null ? "" : note(found.ending()),
        found == null ? List.of() : chips(found, url),
        found == null ? new ListPage<>(List.of(), null, null) : lines(found, url),
        file != null && file.path() != null && SnapshotLogFilter.isViewer(url)
            ? new SnapshotLogViewer(
                SnapshotLinks.log(backup.name()),
                "Log of " + backup.name(),
                url.value("view").equals("start") ? "start" : "end")
            : null);
  }

  /** Returns whether the lines can be downloaded. */
  public boolean isReady() {
    return file != null && file.path() != null;
  }

  private static String summary(Found found, ListUrl url) {
    String lines = "%,d lines".formatted(found.total());
    boolean filtered = !url.value("q").isEmpty() || !url.value("level").isEmpty();
    return filtered ? "%,d of %s match".formatted(found.matching(), lines) : lines;
  }

  private static String note(GzipLines.Ending ending) {
    return switch (ending) {
      case COMPLETE -> "";
      case TRUNCATED -> "The file is cut off or damaged; the lines up to there are shown.";
      case TOO_LARGE -> "Only the first 256 MiB are searched. Download the log to read all of it.";
    };
  }

  private static List<FilterChip> chips(Found found, ListUrl url) {
    ListUrl first = url.with("from", null).with("view", "pages");
    return List.of(
        chip("All", found.total(), first, null),
        chip("Errors", found.errors(), first, "error"),
        chip("Warnings and errors", found.errors() + found.warnings(), first, "warning"));
  }

  private static FilterChip chip(String label, int count, ListUrl url, @Nullable String level) {
    return new FilterChip(
        label,
        (long) count,
        url.with("level", level).toString(),
        url.value("level").equals(level == null ? "" : level));
  }

  private static ListPage<Line> lines(Found found, ListUrl url) {
    int from = SnapshotLogFilter.of(url).from();
    int previous = Math.max(0, from - SnapshotLogSearch.LINES);
    int next = from + SnapshotLogSearch.LINES;
    return new ListPage<>(
        found.page().stream().map(Line::of).toList(),
        from > 0 ? url.with("from", previous == 0 ? null : "" + previous).toString() : null,
        next < found.matching() ? url.with("from", "" + next).toString() : null);
  }

  /**
   * The viewer of build logs for the log of a snapshot; {@code logs/_viewer} reads the names.
   *
   * @param from {@code start} or {@code end}: which end of a long log is loaded
   */
  record SnapshotLogViewer(String url, String name, String from) {

    /** Returns the URL of the lines as events. */
    public String stream() {
      return url + "/lines?from=" + from;
    }

    /** Returns the URL of this page with the other end of the log. */
    public String otherEnd() {
      return url + (isStart() ? "" : "?view=start");
    }

    public String otherEndLabel() {
      return isStart() ? "Show end" : "Show beginning";
    }

    public List<String> labels() {
      return List.of("");
    }

    public List<String> names() {
      return List.of(name);
    }

    /** Without JavaScript, the page shows the lines in pages instead. */
    public List<Object> tails() {
      return List.of();
    }

    public String reload() {
      return url + "?view=pages";
    }

    public String download() {
      return url + ".txt";
    }

    public String downloadLabel() {
      return "Download log";
    }

    private boolean isStart() {
      return from.equals("start");
    }
  }
}
