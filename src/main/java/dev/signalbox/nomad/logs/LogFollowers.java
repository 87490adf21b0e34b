package dev.signalbox.nomad.logs;

import dev.signalbox.nomad.AllocationLogs;
import dev.signalbox.nomad.AllocationLogs.Source;
import dev.signalbox.nomad.Connections;
import dev.signalbox.nomad.logs.FollowState.Phase;
import dev.signalbox.nomad.logs.LineSplitter.Piece;
import dev.signalbox.nomad.logs.LogLine.Kind;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * The logs that are read now: each once from Nomad, for everybody. Every connection to a log costs
 * Nomad one to the machine too, hence the limits; a log that finds no place waits for one.
 */
@Component
class LogFollowers {

  /** Connections to Nomad in all. */
  static final int MOST_IN_ALL = Connections.FOLLOWERS;

  /** Of those, for what one person looks at. */
  static final int MOST_FOR_ONE = 6;

  /** How long a log is kept that nobody looks at any more; a reload finds it as it was. */
  static final Duration IDLE = Duration.ofSeconds(30);

  /** Memory for the lines of all logs together, in bytes. */
  static final long MOST_BYTES = 128L << 20;

  private final String instance = UUID.randomUUID().toString().substring(0, 8);
  private final Map<Source, KeptLog> logs = new LinkedHashMap<>();
  private final AllocationLogs port;
  private final LastWords lastWords;
  private final Later later;
  private final Clock clock;
  private long lastNumber;

  LogFollowers(AllocationLogs port, LastWords lastWords, Later later, Clock clock) {
    this.port = port;
    this.lastWords = lastWords;
    this.later = later;
    this.clock = clock;
  }

  /**
   * Begins to read, from the first line that is kept.
   *
   * @param after where an earlier reading stopped, as {@link LogReading.News#mark} told, or empty
   */
  synchronized LogReading open(Viewer viewer, List<Source> sources, String after) {
    List<KeptLog> wanted = sources.stream().map(this::kept).toList();
    LogReading reading = new LogReading(this, viewer, wanted, instance, Mark.read(after));
    wanted.forEach(log -> log.readers.add(reading));
    giveOutPlaces();
    return reading;
  }

  synchronized void close(LogReading reading) {
    for (KeptLog log : reading.logs()) {
      log.readers.remove(reading);
      if (log.readers.isEmpty()) {
        later.after(IDLE, () -> closeIfIdle(log));
      }
    }
    giveOutPlaces();
  }

  /** How many connections to Nomad are open or about to be. */
  synchronized long places() {
    return logs.values().stream().filter(KeptLog::takesPlace).count();
  }

  @PreDestroy
  synchronized void stopAll() {
    logs.values().forEach(log -> log.follower.stop());
    logs.clear();
  }

  private KeptLog kept(Source source) {
    KeptLog known = logs.get(source);
    if (known != null && known.state.phase() != Phase.FAILED) {
      return known;
    }
    // whoever opens what has failed wants it tried again
    Ears ears = new Ears();
    // a number of its own, above all marks that were told before
    lastNumber += 1;
    KeptLog fresh = new KeptLog(new LogFollower(source, port, lastWords, ears, later), lastNumber);
    ears.log = fresh;
    fresh.state = new FollowState(Phase.QUEUED, "", null);
    logs.put(source, fresh);
    return fresh;
  }

  private synchronized void closeIfIdle(KeptLog log) {
    if (log.readers.isEmpty()) {
      drop(log);
      giveOutPlaces();
    }
  }

  private void drop(KeptLog log) {
    log.follower.stop();
    logs.remove(log.source(), log);
  }

  private void giveOutPlaces() {
    for (KeptLog log : List.copyOf(logs.values())) {
      if (log.queued() && !log.readers.isEmpty()) {
        String why = whyNot(log);
        if (why.isEmpty()) {
          isNow(log, FollowState.STARTING);
          log.follower.start();
        } else {
          isNow(log, new FollowState(Phase.QUEUED, why, null));
        }
      }
    }
  }

  /** Why a log gets no place now, or nothing. */
  private String whyNot(KeptLog log) {
    boolean someoneMay =
        log.readers.stream().anyMatch(reading -> placesOf(reading.viewer()) < MOST_FOR_ONE);
    if (!someoneMay) {
      return "This log waits for a place: you follow "
          + MOST_FOR_ONE
          + " already, as many as one person may. It begins by itself when one of them ends, or "
          + IDLE.toSeconds()
          + " s after you close its page.";
    }
    if (places() < MOST_IN_ALL || makeRoom()) {
      return "";
    }
    return "This log waits for a place: all "
        + MOST_IN_ALL
        + " are taken, by "
        + takers()
        + ". It begins by itself when one of those logs ends or its page is closed.";
  }

  /** Gives up the log that nobody looks at. */
  private boolean makeRoom() {
    for (KeptLog log : List.copyOf(logs.values())) {
      if (log.takesPlace() && log.readers.isEmpty()) {
        drop(log);
        return true;
      }
    }
    return false;
  }

  private long placesOf(Viewer viewer) {
    return logs.values().stream()
        .filter(log -> log.takesPlace() && log.isReadBy(viewer.person()))
        .count();
  }

  private String takers() {
    Map<UUID, Viewer> people = new LinkedHashMap<>();
    for (KeptLog log : logs.values()) {
      if (log.takesPlace()) {
        log.readers.forEach(reading -> people.put(reading.viewer().person(), reading.viewer()));
      }
    }
    List<String> names =
        people.values().stream().map(one -> one.name() + " (" + placesOf(one) + ")").toList();
    return names.size() < 2
        ? String.join("", names)
        : String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
  }

  private void isNow(KeptLog log, FollowState state) {
    if (!log.state.equals(state)) {
      log.state = state;
      log.wakeReaders();
    }
  }

  private synchronized void changes(KeptLog log, FollowState state) {
    boolean placeIsFree = log.takesPlace() && !state.phase().takesPlace();
    isNow(log, state);
    if (placeIsFree) {
      giveOutPlaces();
    }
  }

  private synchronized void add(KeptLog log, List<Piece> pieces, boolean[] errors) {
    long at = clock.millis();
    for (int i = 0; i < pieces.size(); i++) {
      Piece piece = pieces.get(i);
      lastNumber += 1;
      log.buffer.add(new LogLine(lastNumber, at, piece.kind(), errors[i], piece.text()));
    }
    while (logs.values().stream().mapToLong(one -> one.buffer.bytes()).sum() > MOST_BYTES) {
      logs.values().stream()
          .map(one -> one.buffer)
          .max(Comparator.comparingLong(LogBuffer::bytes))
          .ifPresent(LogBuffer::shed);
    }
    log.wakeReaders();
  }

  /** Whoever looks. */
  record Viewer(UUID person, String name) {}

  /** What a follower tells. */
  private final class Ears implements LogFollower.Listener {

    // set before the follower starts, which needs these ears to be made
    @SuppressWarnings("NullAway.Init")
    private KeptLog log;

    @Override
    public void heard(List<Piece> pieces) {
      boolean[] errors = new boolean[pieces.size()];
      for (int i = 0; i < errors.length; i++) {
        Piece piece = pieces.get(i);
        errors[i] = piece.kind() != Kind.NOTE && ErrorLines.looksLikeError(piece.text());
      }
      add(log, pieces, errors);
    }

    @Override
    public void isNow(FollowState state) {
      changes(log, state);
    }
  }
}
