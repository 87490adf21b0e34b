package dev.signalbox.nomad.logs;

/**
 * One line of a log as it arrived.
 *
 * @param number counts up over all logs of this instance of the console, in the order of arrival
 * @param at when it arrived here, in milliseconds of the epoch; logs carry no times of their own
 * @param error whether it looks like an error
 * @param text as it came, with its colours, without the end of the line
 */
record LogLine(long number, long at, Kind kind, boolean error, String text) {

  private static final int OBJECTS = 56;

  /** What a line is; the order is known to {@code logs.js}. */
  enum Kind {
    /** A line with its end. */
    LINE,
    /** The beginning of a line whose end has not come yet; the next piece goes on with it. */
    OPEN,
    /** A piece of a line that is too long to be shown in one. */
    CUT,
    /** The console's own words about the log. */
    NOTE
  }

  /** About how many bytes it takes in memory. */
  long cost() {
    int each = 1;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0xff) {
        each = 2;
        break;
      }
    }
    return OBJECTS + (long) each * text.length();
  }
}
