package dev.signalbox.logs;

import dev.signalbox.logs.FollowState.Phase;
import dev.signalbox.logs.LineSplitter.Piece;
import dev.signalbox.logs.LogLine.Kind;
import dev.signalbox.nomad.AllocationLogs;
import dev.signalbox.nomad.ConnectionLimits;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;

/**
 * Follows logs, each over one connection that all viewers share. The number of connections is
 * limited, because the Nomad server opens another one to the client for each of them. Logs beyond
 * the limit are queued.
 */
@Component
class LogFollowers {

  /** Maximum number of connections to Nomad. */
  static final int MAX_TOTAL = ConnectionLimits.FOLLOWERS;

  /** Maximum number of connections per user. */
  static final int MAX_PER_USER = 6;

  /** How long a log is kept after the last viewer has left, so that a reload continues it. */
  static final Duration IDLE = Duration.ofSeconds(30);

  /** Maximum number of logs whose lines are counted at the same time. */
  private static final int MAX_COUNTERS = 2;

  /** Maximum memory for the lines of all logs, in bytes. */
  static final long MAX_BYTES = 128L << 20;

  private final String instance = UUID.randomUUID().toString().substring(0, 8);
  private final Map<LogPart, LogSession> logs = new LinkedHashMap<>();
  private final AllocationLogs allocationLogs;
  private final TaskExit taskExit;
  private final TaskExecutor executor;
  private final Clock clock;
  private final Semaphore counters = new Semaphore(MAX_COUNTERS);
  private long lastNumber;

  LogFollowers(
      AllocationLogs allocationLogs, TaskExit taskExit, TaskExecutor executor, Clock clock) {
    this.allocationLogs = allocationLogs;
    this.taskExit = taskExit;
    this.executor = executor;
    this.clock = clock;
  }

  /**
   * Opens a reader that starts with the first buffered line.
   *
   * @param after the position of an earlier reader from {@link LogReader.LogUpdate#cursor}, or
   *     empty
   */
  synchronized LogReader open(Viewer viewer, List<LogPart> parts, String after) {
    List<LogSession> wanted = parts.stream().map(this::findOrCreate).toList();
    LogReader reader = new LogReader(this, viewer, wanted, instance, LogCursor.parse(after));
    wanted.forEach(log -> log.readers.add(reader));
    assignSlots();
    return reader;
  }

  synchronized void close(LogReader reader) {
    for (LogSession log : reader.logs()) {
      log.readers.remove(reader);
      if (log.readers.isEmpty()) {
        executor.schedule(IDLE, () -> closeIfIdle(log));
      }
    }
    assignSlots();
  }

  /** Returns the number of connections to Nomad that are open or about to be opened. */
  synchronized long occupiedSlots() {
    return logs.values().stream().filter(LogSession::occupiesSlot).count();
  }

  @PreDestroy
  synchronized void stopAll() {
    logs.values().forEach(log -> log.follower.stop());
    logs.clear();
  }

  private LogSession findOrCreate(LogPart part) {
    LogSession known = logs.get(part);
    if (known != null && known.state.phase() != Phase.FAILED) {
      return known;
    }
    // opening a failed log retries it
    FollowerListener listener = new FollowerListener();
    // a separate number above all positions that were sent before
    lastNumber += 1;
    LogSession fresh =
        new LogSession(
            new LogFollower(part, allocationLogs, taskExit, listener, executor, counters),
            lastNumber);
    listener.log = fresh;
    fresh.state = new FollowState(Phase.QUEUED, "", null);
    logs.put(part, fresh);
    return fresh;
  }

  private synchronized void closeIfIdle(LogSession log) {
    if (log.readers.isEmpty()) {
      drop(log);
      assignSlots();
    }
  }

  private void drop(LogSession log) {
    log.follower.stop();
    logs.remove(log.part(), log);
  }

  private void assignSlots() {
    for (LogSession log : List.copyOf(logs.values())) {
      if (log.isQueued() && !log.readers.isEmpty()) {
        String reason = reasonToQueue(log);
        if (reason.isEmpty()) {
          setState(log, FollowState.STARTING);
          log.follower.start();
        } else {
          setState(log, new FollowState(Phase.QUEUED, reason, null));
        }
      }
    }
  }

  /** Returns why a log can't be followed now, or the empty string. */
  private String reasonToQueue(LogSession log) {
    boolean belowUserLimit =
        log.readers.stream().anyMatch(reader -> slotsOf(reader.viewer()) < MAX_PER_USER);
    if (!belowUserLimit) {
      return "Limit of "
          + MAX_PER_USER
          + " followed logs per user reached. This log starts automatically when one of them ends,"
          + " or "
          + IDLE.toSeconds()
          + " s after you close its page.";
    }
    if (occupiedSlots() < MAX_TOTAL || closeUnread()) {
      return "";
    }
    return "Limit of "
        + MAX_TOTAL
        + " followed logs reached (used by "
        + slotOwners()
        + "). This log starts automatically when one of them ends or its page is closed.";
  }

  private boolean closeUnread() {
    for (LogSession log : List.copyOf(logs.values())) {
      if (log.occupiesSlot() && log.readers.isEmpty()) {
        drop(log);
        return true;
      }
    }
    return false;
  }

  private long slotsOf(Viewer viewer) {
    return logs.values().stream()
        .filter(log -> log.occupiesSlot() && log.isReadBy(viewer.userId()))
        .count();
  }

  private String slotOwners() {
    Map<UUID, Viewer> owners = new LinkedHashMap<>();
    for (LogSession log : logs.values()) {
      if (log.occupiesSlot()) {
        log.readers.forEach(reader -> owners.put(reader.viewer().userId(), reader.viewer()));
      }
    }
    List<String> names =
        owners.values().stream().map(one -> one.name() + " (" + slotsOf(one) + ")").toList();
    return names.size() < 2
        ? String.join("", names)
        : String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
  }

  private void setState(LogSession log, FollowState state) {
    if (!log.state.equals(state)) {
      log.state = state;
      log.wakeReaders();
    }
  }

  private synchronized void update(LogSession log, FollowState state) {
    boolean slotReleased = log.occupiesSlot() && !state.phase().occupiesSlot();
    setState(log, state);
    if (slotReleased) {
      assignSlots();
    }
  }

  private synchronized void add(LogSession log, List<Piece> pieces, boolean[] errors) {
    long at = clock.millis();
    for (int i = 0; i < pieces.size(); i++) {
      Piece piece = pieces.get(i);
      lastNumber += 1;
      log.add(
          new LogLine(
              lastNumber,
              log.nextOrdinal(piece.kind()),
              at,
              piece.kind(),
              errors[i],
              piece.text()));
    }
    while (logs.values().stream().mapToLong(one -> one.buffer.bytes()).sum() > MAX_BYTES) {
      logs.values().stream()
          .map(one -> one.buffer)
          .max(Comparator.comparingLong(LogBuffer::bytes))
          .ifPresent(LogBuffer::shrink);
    }
    log.wakeReaders();
  }

  /** A user who views logs. */
  record Viewer(UUID userId, String name) {}

  /** Stores the lines and states of a follower. */
  private final class FollowerListener implements LogFollower.Listener {

    // set before the follower starts; can't be a constructor parameter, because of the cycle
    @SuppressWarnings("NullAway.Init")
    private LogSession log;

    @Override
    public void opened(long size, long skipped) {
      synchronized (LogFollowers.this) {
        log.opened(size, skipped);
      }
    }

    @Override
    public void linesCounted(long lines) {
      synchronized (LogFollowers.this) {
        log.linesCounted(lines);
        log.wakeReaders();
      }
    }

    @Override
    public void gapFound() {
      synchronized (LogFollowers.this) {
        log.gapFound();
      }
    }

    @Override
    public void linesReceived(List<Piece> pieces) {
      boolean[] errors = new boolean[pieces.size()];
      for (int i = 0; i < errors.length; i++) {
        Piece piece = pieces.get(i);
        errors[i] = piece.kind() != Kind.NOTE && ErrorLines.looksLikeError(piece.text());
      }
      add(log, pieces, errors);
    }

    @Override
    public void stateChanged(FollowState state) {
      update(log, state);
    }
  }
}
