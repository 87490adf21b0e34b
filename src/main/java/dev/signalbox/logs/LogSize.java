package dev.signalbox.logs;

/**
 * The size of a log, and how much of it was read.
 *
 * @param total the size of the log in bytes
 * @param skipped the number of bytes before the part that was read
 * @param linesBefore the number of lines before the first line that was read, or {@link
 *     #UNKNOWN_LINES}
 * @param isPartial whether the log has lines before or after the buffered ones
 */
record LogSize(long total, long skipped, long linesBefore, boolean isPartial) {

  /** The lines were not counted yet, or can't be counted. */
  static final long UNKNOWN_LINES = -1;

  static final LogSize UNKNOWN = new LogSize(0, 0, UNKNOWN_LINES, false);
}
