package dev.signalbox.logs;

import dev.signalbox.logs.LogLine.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * The last lines of a log, limited to {@link #MAX_LINES} lines and about {@link #MAX_BYTES} of
 * memory. Not thread-safe; guarded by {@link LogFollowers}.
 */
final class LogBuffer {

  static final int MAX_LINES = 100_000;
  static final long MAX_BYTES = 16L << 20;

  private static final LogLine DROPPED = new LogLine(0, 0, 0, Kind.NOTE, false, "");

  private final List<LogLine> lines = new ArrayList<>();
  private int first;
  private long bytes;
  private long lastDropped;

  void add(LogLine line) {
    lines.add(line);
    bytes += line.cost();
    while (size() > MAX_LINES || (bytes > MAX_BYTES && size() > 1)) {
      dropOldest();
    }
    compact();
  }

  /** Drops about one eighth of the memory, oldest lines first. */
  void shrink() {
    long goal = bytes - bytes / 8;
    while (bytes > goal && size() > 1) {
      dropOldest();
    }
    compact();
  }

  int size() {
    return lines.size() - first;
  }

  long bytes() {
    return bytes;
  }

  /** Returns the number of the newest dropped line, or 0 if none was dropped. */
  long lastDropped() {
    return lastDropped;
  }

  /** Returns the index of the first line after that number, or {@link #end} if there is none. */
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

  /** Returns the index after the last line. Indexes are valid until the next line is added. */
  int end() {
    return lines.size();
  }

  LogLine at(int index) {
    return lines.get(index);
  }

  private void dropOldest() {
    LogLine dropped = lines.set(first, DROPPED);
    first += 1;
    bytes -= dropped.cost();
    lastDropped = dropped.number();
  }

  private void compact() {
    if (first > 4096 && first > lines.size() / 2) {
      lines.subList(0, first).clear();
      first = 0;
    }
  }
}
