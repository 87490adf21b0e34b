package dev.signalbox.nomad.logs;

import dev.signalbox.nomad.logs.LogLine.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * The last lines of a log, at most {@link #MOST_LINES} and about {@link #MOST_BYTES} of memory. Not
 * safe for threads; {@link LogFollowers} guards it.
 */
final class LogBuffer {

  static final int MOST_LINES = 100_000;
  static final long MOST_BYTES = 16L << 20;

  private static final LogLine GONE = new LogLine(0, 0, Kind.NOTE, false, "");

  private final List<LogLine> lines = new ArrayList<>();
  private int first;
  private long bytes;
  private long lastDropped;

  void add(LogLine line) {
    lines.add(line);
    bytes += line.cost();
    while (size() > MOST_LINES || (bytes > MOST_BYTES && size() > 1)) {
      dropOldest();
    }
    tidy();
  }

  /** Gives up about an eighth of what it holds. */
  void shed() {
    long goal = bytes - bytes / 8;
    while (bytes > goal && size() > 1) {
      dropOldest();
    }
    tidy();
  }

  int size() {
    return lines.size() - first;
  }

  long bytes() {
    return bytes;
  }

  /** The number of the newest line that is no longer here, or 0 while all are. */
  long lastDropped() {
    return lastDropped;
  }

  /** Where the lines begin that came after the one with that number; {@link #end} if none did. */
  int after(long number) {
    int low = first;
    int high = lines.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (lines.get(middle).number() <= number) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** One place after the last line. Places hold until the next line is added. */
  int end() {
    return lines.size();
  }

  LogLine at(int place) {
    return lines.get(place);
  }

  private void dropOldest() {
    LogLine dropped = lines.set(first, GONE);
    first += 1;
    bytes -= dropped.cost();
    lastDropped = dropped.number();
  }

  private void tidy() {
    if (first > 4096 && first > lines.size() / 2) {
      lines.subList(0, first).clear();
      first = 0;
    }
  }
}
