package dev.signalbox.audit.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** The file formats of an export, by extension. */
enum ExportFormat {
  CSV("csv", "CSV", LineFormat.CSV, false),
  CSV_GZIP("csv.gz", "CSV, gzip", LineFormat.CSV, true),
  JSON_LINES("jsonl", "JSON Lines", LineFormat.JSON_LINES, false),
  JSON_LINES_GZIP("jsonl.gz", "JSON Lines, gzip", LineFormat.JSON_LINES, true);

  private final String extension;
  private final String label;
  private final LineFormat lineFormat;
  private final boolean gzip;

  ExportFormat(String extension, String label, LineFormat layout, boolean gzip) {
    this.extension = extension;
    this.label = label;
    this.lineFormat = layout;
    this.gzip = gzip;
  }

  String extension() {
    return extension;
  }

  String label() {
    return label;
  }

  LineFormat lineFormat() {
    return lineFormat;
  }

  boolean isGzip() {
    return gzip;
  }

  /** Sends gzip as a media type: with Content-Encoding browsers may stop after one gzip member. */
  String contentType() {
    if (gzip) {
      return "application/gzip";
    }
    return lineFormat == LineFormat.CSV
        ? "text/csv;charset=UTF-8"
        : "application/x-ndjson;charset=UTF-8";
  }

  /** Wraps a stream so that it compresses if the format does. */
  OutputStream wrap(OutputStream out) throws IOException {
    return gzip ? new QuickGzip(out) : out;
  }

  static @Nullable ExportFormat of(String extension) {
    for (ExportFormat format : values()) {
      if (format.extension.equals(extension)) {
        return format;
      }
    }
    return null;
  }

  /** Level 1 keeps up with the database; a higher level halves the speed to save 3% of the size. */
  private static final class QuickGzip extends GZIPOutputStream {

    QuickGzip(OutputStream out) throws IOException {
      super(out, 64 * 1024, true);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
