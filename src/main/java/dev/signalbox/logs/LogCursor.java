package dev.signalbox.logs;

/**
 * The position of a log reader. Numbers are only valid on the instance that assigned them.
 *
 * @param instance the id of the instance, or empty for the beginning
 */
record LogCursor(String instance, long number) {

  static final LogCursor NONE = new LogCursor("", 0);

  /** Parses the output of {@link #toString}. Returns {@link #NONE} for anything else. */
  static LogCursor parse(String text) {
    int dash = text.indexOf('-');
    if (dash < 1) {
      return NONE;
    }
    try {
      return new LogCursor(text.substring(0, dash), Long.parseLong(text.substring(dash + 1)));
    } catch (NumberFormatException e) {
      return NONE;
    }
  }

  @Override
  public String toString() {
    return instance + "-" + number;
  }
}
