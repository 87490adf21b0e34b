package dev.signalbox.web;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes comma-separated values according to RFC 4180: all fields quoted, lines terminated by CRLF.
 * Fields that a spreadsheet would evaluate as a formula are prefixed with an apostrophe.
 */
public final class CsvWriter {

  private static final String FORMULA_STARTS = "=+-@\t\r\n\0\uFF1D\uFF0B\uFF0D\uFF20";

  private CsvWriter() {}

  /** Appends a row. Null is written as an empty field. */
  public static void writeRow(Appendable out, List<? extends @Nullable Object> fields)
      throws IOException {
    String comma = "";
    for (@Nullable Object field : fields) {
      out.append(comma).append('"');
      out.append(escapeFormula(field == null ? "" : field.toString()).replace("\"", "\"\""));
      out.append('"');
      comma = ",";
    }
    out.append("\r\n");
  }

  private static String escapeFormula(String text) {
    return !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }
}
