package dev.signalbox.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Writes comma-separated values according to RFC 4180: all fields quoted, lines terminated by CRLF.
 * Fields that a spreadsheet would evaluate as a formula are prefixed with an apostrophe.
 */
public final class CsvWriter {

  private static final String FORMULA_STARTS = "=+-@\t\r\n\0\uFF1D\uFF0B\uFF0D\uFF20";

  private static final Pattern NUMBER = Pattern.compile("[+-]\\d{1,18}(?:[.,]\\d{1,18})?");

  private CsvWriter() {}

  /**
   * Sets the headers of a download.
   *
   * @param name the beginning of the file name, which is followed by the date
   */
  public static void setHeaders(HttpServletResponse response, String name, Clock clock) {
    response.setContentType("text/csv");
    response.setCharacterEncoding(StandardCharsets.UTF_8);
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        "attachment; filename=\"" + name + "-" + LocalDate.now(clock) + ".csv\"");
  }

  /** Appends a byte order mark, from which Excel recognizes UTF-8, and the names of the columns. */
  public static void writeHeader(Appendable out, List<String> columns) throws IOException {
    out.append('\uFEFF');
    writeRow(out, columns);
  }

  /** Appends a row. Null is written as an empty field. */
  public static void writeRow(Appendable out, List<? extends @Nullable Object> fields)
      throws IOException {
    String comma = "";
    for (@Nullable Object field : fields) {
      out.append(comma).append(quoted(escapeFormula(field == null ? "" : field.toString())));
      comma = ",";
    }
    out.append("\r\n");
  }

  /** Returns a quoted field. Unlike {@link #writeRow} it does not change formulas. */
  public static String quoted(String field) {
    return '"' + field.replace("\"", "\"\"") + '"';
  }

  /** Single characters, such as a dash, and numbers with a sign are no formulas. */
  private static boolean isFormula(String text) {
    return text.length() > 1
        && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0
        && !NUMBER.matcher(text).matches();
  }

  private static String escapeFormula(String text) {
    return isFormula(text) ? "'" + text : text;
  }
}
