package dev.signalbox.logs;

/**
 * A line of a log.
 *
 * @param number increases in order of arrival across all logs of this instance of the console
 * @param ordinal the number of the line in the part of its log that is read, starting with 1; all
 *     pieces of a line have the same one; 0 for notes
 * @param at arrival time in milliseconds since the epoch; Nomad logs have no timestamps
 * @param error whether it looks like an error
 * @param text the unmodified text including ANSI escape sequences, without the line terminator
 */
record LogLine(long number, long ordinal, long at, Kind kind, boolean error, String text) {

  private static final int OBJECT_OVERHEAD = 64;

  /** The kind of a line. {@code logs.js} depends on the order. */
  enum Kind {
    /** A complete line. */
    LINE,
    /** The beginning of an incomplete line; the next piece continues it. */
    OPEN,
    /** A part of a line that exceeds the maximum length. */
    CUT,
    /** A note added by the console. */
    NOTE
  }

  /** Returns the number of bytes in the log, including the line feed. */
  long length() {
    return switch (kind) {
      case LINE -> utf8Length() + 1;
      case OPEN, CUT -> utf8Length();
      case NOTE -> 0;
    };
  }

  private long utf8Length() {
    long length = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      // two surrogates are encoded as four bytes
      length += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return length;
  }

  /** Returns the approximate memory in bytes. */
  long cost() {
    int each = 1;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0xff) {
        each = 2;
        break;
      }
    }
    return OBJECT_OVERHEAD + (long) each * text.length();
  }
}
