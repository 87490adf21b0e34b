package dev.signalbox.logs;

import dev.signalbox.nomad.AllocationLogs.Source;
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

  LogSession(LogFollower follower, long openedAtNumber) {
    this.follower = follower;
    this.openedAtNumber = openedAtNumber;
  }

  Source source() {
    return follower.source();
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
