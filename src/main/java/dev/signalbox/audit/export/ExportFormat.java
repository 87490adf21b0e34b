package dev.signalbox.audit.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** The kinds of files there are, by their ending. */
enum ExportFormat {
  CSV("csv", "CSV", Layout.CSV, false),
  CSV_GZIP("csv.gz", "CSV, gzip", Layout.CSV, true),
  JSON_LINES("jsonl", "JSON Lines", Layout.JSON_LINES, false),
  JSON_LINES_GZIP("jsonl.gz", "JSON Lines, gzip", Layout.JSON_LINES, true);

  private final String ending;
  private final String words;
  private final Layout layout;
  private final boolean gzip;

  ExportFormat(String ending, String words, Layout layout, boolean gzip) {
    this.ending = ending;
    this.words = words;
    this.layout = layout;
    this.gzip = gzip;
  }

  String ending() {
    return ending;
  }

  String words() {
    return words;
  }

  Layout layout() {
    return layout;
  }

  boolean isGzip() {
    return gzip;
  }

  /** A file of gzip is one of its own: as an encoding, browsers may stop after its first member. */
  String contentType() {
    if (gzip) {
      return "application/gzip";
    }
    return layout == Layout.CSV ? "text/csv;charset=UTF-8" : "application/x-ndjson;charset=UTF-8";
  }

  /** What is written into goes out in this format. */
  OutputStream around(OutputStream out) throws IOException {
    return gzip ? new QuickGzip(out) : out;
  }

  static @Nullable ExportFormat of(String ending) {
    for (ExportFormat format : values()) {
      if (format.ending.equals(ending)) {
        return format;
      }
    }
    return null;
  }

  /** Level 1: as fast as the database reads; a higher level halves the speed for 3 % of size. */
  private static final class QuickGzip extends GZIPOutputStream {

    QuickGzip(OutputStream out) throws IOException {
      super(out, 64 * 1024, true);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
