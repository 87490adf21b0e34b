package dev.signalbox.velero.logs;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parses lines in logfmt, as logrus writes them: {@code key=value} pairs separated by spaces;
 * values with special characters are quoted as Go strings. Any text is accepted. The time is linear
 * in the length of the line.
 */
public final class LogfmtParser {

  private final String line;
  private int position;

  private LogfmtParser(String line) {
    this.line = line;
  }

  public static BackupLogLine parse(String line) {
    return new LogfmtParser(line).parse();
  }

  private BackupLogLine parse() {
    Map<String, String> fields = new LinkedHashMap<>();
    boolean valid = true;
    skipSpaces();
    while (valid && position < line.length()) {
      @Nullable String key = key();
      valid = key != null;
      if (key != null) {
        fields.putIfAbsent(key, value());
        skipSpaces();
      }
    }
    @Nullable String message = fields.remove("msg");
    if (!valid || (message == null && fields.isEmpty())) {
      return new BackupLogLine(null, "", line, Map.of());
    }
    @Nullable String level = fields.remove("level");
    @Nullable Instant time = time(fields.remove("time"));
    return new BackupLogLine(
        time,
        level == null ? "" : level,
        message == null ? "" : message,
        Collections.unmodifiableMap(fields));
  }

  /** Reads a key and its equals sign; null if the rest of the line has another format. */
  private @Nullable String key() {
    int start = position;
    while (position < line.length() && isKeyCharacter(line.charAt(position))) {
      position++;
    }
    if (position == start || position >= line.length() || line.charAt(position) != '=') {
      return null;
    }
    return line.substring(start, position++);
  }

  private static boolean isKeyCharacter(char c) {
    return c > ' ' && c != '=' && c != '"';
  }

  private String value() {
    if (position < line.length() && line.charAt(position) == '"') {
      position++;
      return quoted();
    }
    int start = position;
    while (position < line.length() && line.charAt(position) > ' ') {
      position++;
    }
    return line.substring(start, position);
  }

  /** Reads up to the closing quote or, if it is missing, to the end of the line. */
  private String quoted() {
    StringBuilder text = new StringBuilder();
    while (position < line.length()) {
      char c = line.charAt(position++);
      if (c == '"') {
        return text.toString();
      }
      if (c == '\\' && position < line.length()) {
        escape(line.charAt(position++), text);
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  private void escape(char c, StringBuilder text) {
    switch (c) {
      case 'n' -> text.append('\n');
      case 't' -> text.append('\t');
      case 'r' -> text.append('\r');
      case 'x' -> codePoint(2, c, text);
      case 'u' -> codePoint(4, c, text);
      case 'U' -> codePoint(8, c, text);
      default -> text.append(c);
    }
  }

  private void codePoint(int digits, char escape, StringBuilder text) {
    int end = position + digits;
    if (end <= line.length() && isHex(position, end)) {
      long code = Long.parseLong(line, position, end, 16);
      text.appendCodePoint(code <= Character.MAX_CODE_POINT ? (int) code : 0xFFFD);
      position = end;
    } else {
      text.append('\\').append(escape);
    }
  }

  private boolean isHex(int from, int to) {
    for (int i = from; i < to; i++) {
      if (Character.digit(line.charAt(i), 16) < 0 || line.charAt(i) > 'f') {
        return false;
      }
    }
    return true;
  }

  private void skipSpaces() {
    while (position < line.length() && line.charAt(position) <= ' ') {
      position++;
    }
  }

  private static @Nullable Instant time(@Nullable String text) {
    try {
      return text == null ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
