package dev.signalbox.snapshots;

import dev.signalbox.velero.logs.BackupLogLine;
import dev.signalbox.velero.logs.GzipLines;
import dev.signalbox.velero.logs.LogfmtParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends a complete log as the server-sent events that {@code logs.js} reads: at most 100,000 lines
 * from one of its ends, in several updates.
 */
final class SnapshotLogEvents {

  /** As many as the viewer keeps. */
  static final int MAX_LINES = 100_000;

  private static final int BATCH = 2_000;
  private static final int MAX_TEXT = 64 << 10;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  // of the terminal: the viewer shows their colors
  private static final String RED = "\u001b[1;31m";
  private static final String YELLOW = "\u001b[1;33m";
  private static final String DIM = "\u001b[2m";
  private static final String NORMAL = "\u001b[0m";

  private final Writer out;
  private final JsonMapper json;
  private final List<List<Object>> batch = new ArrayList<>();
  private long skip;
  private long number;
  private long skippedBytes;
  private long sentBytes;

  private SnapshotLogEvents(Writer out, JsonMapper json) {
    this.out = out;
    this.json = json;
  }

  /** Number of lines of a log, and of its bytes. */
  private static final class Total {
    private long lines;
    private long bytes;

    private void add(String line) {
      lines++;
      bytes += line.length() + 1L;
    }
  }

  /**
   * Sends the log.
   *
   * @param fromStart whether the first lines of a long log are sent instead of the last ones
   */
  static void send(Path file, boolean fromStart, Writer out, JsonMapper json) throws IOException {
    Total total = new Total();
    GzipLines.Ending ending = read(file, total::add);
    SnapshotLogEvents events = new SnapshotLogEvents(out, json);
    events.skip = fromStart ? 0 : Math.max(0, total.lines - MAX_LINES);
    try {
      read(file, events::add);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    events.end(total, ending);
  }

  private static GzipLines.Ending read(Path file, Consumer<String> lines) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return GzipLines.LOG.read(in, lines);
    }
  }

  private void add(String text) {
    number++;
    if (number <= skip) {
      skippedBytes += text.length() + 1L;
      return;
    }
    if (number > skip + MAX_LINES) {
      return;
    }
    sentBytes += text.length() + 1L;
    BackupLogLine line = LogfmtParser.parse(text);
    batch.add(
        List.of(
            0,
            number,
            line.time() == null ? 0L : line.time().toEpochMilli(),
            0,
            line.isError() ? 1 : 0,
            text(line)));
    if (batch.size() == BATCH) {
      try {
        update(List.of(), List.of(), true);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void end(Total total, GzipLines.Ending ending) throws IOException {
    @Nullable String note =
        switch (ending) {
          case COMPLETE -> null;
          case TRUNCATED -> "The file is cut off or damaged; later lines are missing.";
          case TOO_LARGE -> "The log is larger than Signalbox reads; later lines are missing.";
        };
    if (note != null) {
      batch.add(List.of(0, number + 1, 0L, 3, 0, note));
    }
    update(
        List.of(Map.of("source", 0, "phase", "ended", "words", "The log is complete.")),
        List.of(
            Map.of(
                "source",
                0,
                "total",
                total.bytes,
                "skipped",
                skippedBytes,
                "partial",
                skippedBytes + sentBytes < total.bytes || skippedBytes > 0)),
        false);
  }

  private void update(List<Object> states, List<Object> sizes, boolean more) throws IOException {
    out.write("event:update\ndata:");
    out.write(
        json.writeValueAsString(
            Map.of(
                "mark", "",
                "restarts", List.of(),
                "gaps", List.of(),
                "lines", batch,
                "states", states,
                "sizes", sizes,
                "more", more)));
    out.write("\n\n");
    out.flush();
    batch.clear();
  }

  private static String text(BackupLogLine line) {
    String level = "%-7s".formatted(line.level());
    String colored =
        line.isError()
            ? RED + level + NORMAL
            : line.isWarning() ? YELLOW + level + NORMAL : DIM + level + NORMAL;
    String fields = fields(line.fields());
    String text =
        (line.time() == null ? "" : TIME.format(line.time()) + " ")
            + (line.level().isEmpty() ? "" : colored + " ")
            + line.message()
            + (fields.isEmpty() ? "" : " " + DIM + fields + NORMAL);
    return text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) + "…" : text;
  }

  /** Returns the fields except those that are the same in each line. */
  static String fields(Map<String, String> fields) {
    return fields.entrySet().stream()
        .filter(field -> !field.getKey().equals("backup"))
        .filter(field -> !field.getKey().startsWith("logSource"))
        .map(field -> field.getKey() + "=" + field.getValue())
        .collect(Collectors.joining(" "));
  }
}
