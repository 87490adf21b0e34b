package dev.signalbox.nomad.logs;

import dev.signalbox.nomad.AllocationLogs.Source;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;

/** A log that somebody reads or read just now. Guarded by {@link LogFollowers}, as all it holds. */
final class KeptLog {

  final LogFollower follower;
  final LogBuffer buffer = new LogBuffer();
  final Set<LogReading> readers = new LinkedHashSet<>();

  /** The number of the last line of all logs when this one was opened. */
  final long born;

  FollowState state = FollowState.STARTING;

  KeptLog(LogFollower follower, long born) {
    this.follower = follower;
    this.born = born;
  }

  Source source() {
    return follower.source();
  }

  boolean queued() {
    return state.phase() == FollowState.Phase.QUEUED;
  }

  boolean takesPlace() {
    return state.phase().takesPlace();
  }

  boolean isReadBy(UUID person) {
    return readers.stream().anyMatch(reading -> reading.viewer().person().equals(person));
  }

  void wakeReaders() {
    readers.forEach(LogReading::wake);
  }
}
