package dev.signalbox.logs;

import dev.signalbox.logs.LogLine.Kind;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;

/** A log with its buffer and its readers. Not thread-safe; guarded by {@link LogFollowers}. */
final class LogSession {

  final LogFollower follower;
  final LogBuffer buffer = new LogBuffer();
  final Set<LogReader> readers = new LinkedHashSet<>();

  /** The last line number of all logs at the time this log was opened. */
  final long openedAtNumber;

  FollowState state = FollowState.STARTING;

  private long sizeWhenOpened;
  private long skipped;
  private long read;
  private long linesBefore = LogSize.UNKNOWN_LINES;
  private boolean hasGap;
  private long lastOrdinal;
  private boolean isLineOpen;

  LogSession(LogFollower follower, long openedAtNumber) {
    this.follower = follower;
    this.openedAtNumber = openedAtNumber;
  }

  LogPart part() {
    return follower.part();
  }

  /** Starts reading a log of that size after skipping that many bytes. */
  void opened(long size, long skippedBytes) {
    sizeWhenOpened = size;
    skipped = skippedBytes;
    read = 0;
    linesBefore = skippedBytes == 0 ? 0 : LogSize.UNKNOWN_LINES;
    hasGap |= lastOrdinal > 0;
  }

  /** Sets the number of lines before the first line that was read. */
  void linesCounted(long lines) {
    linesBefore = lines;
  }

  /** Marks that lines may be missing or repeated, so the numbers of lines are unknown. */
  void gapFound() {
    hasGap = true;
  }

  /** Returns the number of the next line in the part that is read, or 0 for a note. */
  long nextOrdinal(Kind kind) {
    if (kind == Kind.NOTE) {
      return 0;
    }
    if (!isLineOpen) {
      lastOrdinal += 1;
    }
    isLineOpen = kind != Kind.LINE;
    return lastOrdinal;
  }

  void add(LogLine line) {
    buffer.add(line);
    read += line.length();
  }

  LogSize size() {
    long total = Math.max(sizeWhenOpened, skipped + read);
    boolean hasMore = part().isBeginning() && sizeWhenOpened > LogFollower.PART_BYTES;
    return new LogSize(
        total,
        skipped,
        hasGap ? LogSize.UNKNOWN_LINES : linesBefore,
        skipped > 0 || buffer.lastDropped() > 0 || hasMore);
  }

  boolean isQueued() {
    return state.phase() == FollowState.Phase.QUEUED;
  }

  boolean occupiesSlot() {
    return state.phase().occupiesSlot();
  }

  boolean isReadBy(UUID person) {
    return readers.stream().anyMatch(reader -> reader.viewer().userId().equals(person));
  }

  void wakeReaders() {
    readers.forEach(LogReader::wake);
  }
}
