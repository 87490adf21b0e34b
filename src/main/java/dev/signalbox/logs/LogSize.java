package dev.signalbox.logs;

/**
 * The size of a log, and how much of it was read.
 *
 * @param total the size of the log in bytes
 * @param skipped the number of bytes before the part that was read
 * @param isPartial whether the log has lines before or after the buffered ones
 */
record LogSize(long total, long skipped, boolean isPartial) {

  static final LogSize UNKNOWN = new LogSize(0, 0, false);
}
