package dev.signalbox.artifacts.browsing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Some lines of a text, of which only these are read.
 *
 * @param firstLine number of the first line from 1, or 0 if it is unknown
 * @param from offset of the first line
 * @param to offset after the last line
 */
record TextWindow(TextSource text, List<String> lines, long firstLine, long from, long to) {

  /** Few enough for a page, and more than a screen even with long lines. */
  static final int BYTES = 64 * 1024;

  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\t]]");
  private static final byte NEWLINE = '\n';

  /**
   * Reads the lines from the offset of a line.
   *
   * @param firstLine number of this line, or 0 if it is unknown
   */
  static TextWindow at(TextSource text, long from, long firstLine) {
    byte[] bytes = text.read(from, BYTES);
    return of(text, bytes, 0, from, firstLine);
  }

  /** Reads the lines after an offset, which may be inside a line. */
  static TextWindow near(TextSource text, long offset) {
    if (offset <= 0) {
      return at(text, 0, 1);
    }
    byte[] bytes = text.read(offset, BYTES);
    int start = 0;
    while (start < bytes.length && bytes[start] != NEWLINE) {
      start++;
    }
    // a single long line
    start = start + 1 < bytes.length ? start + 1 : 0;
    return of(text, bytes, start, offset, 0);
  }

  private static TextWindow of(
      TextSource text, byte[] bytes, int start, long offset, long firstLine) {
    boolean isLast = offset + bytes.length >= text.size();
    int end = isLast ? bytes.length : end(bytes);
    return new TextWindow(text, lines(bytes, start, end), firstLine, offset + start, offset + end);
  }

  /** Whether the last line of the text is shown. */
  boolean isEnd() {
    return to >= text.size();
  }

  /** Returns the number of the line after the last one, or 0 if it is unknown. */
  long nextLine() {
    return firstLine == 0 ? 0 : firstLine + lines.size();
  }

  /** Returns the end of the last complete line, or of the last complete character. */
  private static int end(byte[] bytes) {
    for (int end = bytes.length; end > 0; end--) {
      if (bytes[end - 1] == NEWLINE) {
        return end;
      }
    }
    int end = bytes.length;
    // UTF-8: following bytes begin with the bits 10
    while (end > bytes.length - 4 && (bytes[end - 1] & 0xC0) == 0x80) {
      end--;
    }
    return Math.max(end - 1, 1);
  }

  private static List<String> lines(byte[] bytes, int start, int end) {
    List<String> lines = new ArrayList<>();
    String text = new String(bytes, start, end - start, StandardCharsets.UTF_8);
    for (String line : text.split("\n", -1)) {
      String visible = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
      lines.add(CONTROL.matcher(visible).replaceAll("\uFFFD"));
    }
    if (lines.getLast().isEmpty()) {
      lines.removeLast();
    }
    return lines;
  }
}
