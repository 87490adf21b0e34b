package dev.signalbox.logs;

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
  }

  void add(LogLine line) {
    buffer.add(line);
    read += line.length();
  }

  LogSize size() {
    long total = Math.max(sizeWhenOpened, skipped + read);
    boolean hasMore = part().isBeginning() && sizeWhenOpened > LogFollower.PART_BYTES;
    return new LogSize(total, skipped, skipped > 0 || buffer.lastDropped() > 0 || hasMore);
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
