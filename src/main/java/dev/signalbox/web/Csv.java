package dev.signalbox.web;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of comma-separated values as RFC 4180 has them, every field in quotes, lines ended by CR LF.
 * A field that a spreadsheet would take for a formula gets a leading apostrophe.
 */
public final class Csv {

  private static final String FORMULA_STARTS = "=+-@\t\r\n\0\uFF1D\uFF0B\uFF0D\uFF20";

  private Csv() {}

  /** Appends one row; null is an empty field. */
  public static void row(Appendable out, List<? extends @Nullable Object> fields)
      throws IOException {
    String comma = "";
    for (@Nullable Object field : fields) {
      out.append(comma).append('"');
      out.append(guarded(field == null ? "" : field.toString()).replace("\"", "\"\""));
      out.append('"');
      comma = ",";
    }
    out.append("\r\n");
  }

  private static String guarded(String text) {
    return !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }
}
