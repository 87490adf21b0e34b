package dev.signalbox.logs;

import dev.signalbox.logs.LineSplitter.Piece;
import dev.signalbox.nomad.AllocationLogs;
import dev.signalbox.nomad.AllocationLogs.Frame;
import dev.signalbox.nomad.AllocationLogs.LogFile;
import dev.signalbox.nomad.AllocationLogs.Position;
import dev.signalbox.nomad.AllocationLogs.Source;
import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.remote.RemoteSystemException.Denied;
import dev.signalbox.remote.RemoteSystemException.NotFound;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Follows a log over one connection at a time until the task has ended or the follower is stopped.
 * Retries if the connection is lost, if the client is temporarily unreachable, and if the client
 * does not know a newly placed allocation yet.
 */
final class LogFollower {

  /** Number of bytes read from one end of a long log: about 100,000 lines. */
  static final long PART_BYTES = 8L << 20;

  /**
   * Maximum number of skipped bytes whose lines are counted; the lines of longer logs have no
   * numbers.
   */
  static final long MAX_COUNTED_BYTES = 256L << 20;

  private static final Duration NOT_STARTED_DELAY = Duration.ofSeconds(2);
  private static final Duration MAX_DELAY = Duration.ofSeconds(30);

  private final LogPart part;
  private final Source source;
  private final AllocationLogs logs;
  private final TaskExit taskExit;
  private final Listener listener;
  private final TaskExecutor executor;
  private final Semaphore counters;

  private volatile boolean stopped;
  private volatile @Nullable Thread reading;
  private volatile @Nullable Thread counting;

  // only used by the reading thread; attempts do not overlap
  private final FrameDecoder lines = new FrameDecoder();
  private boolean following;
  private boolean ended;
  private int failures;
  private long received;
  private long uncounted;
  private int oldestFile;

  /**
   * Creates a follower.
   *
   * @param counters limits how many followers count lines at the same time
   */
  LogFollower(
      LogPart part,
      AllocationLogs logs,
      TaskExit taskExit,
      Listener listener,
      TaskExecutor executor,
      Semaphore counters) {
    this.part = part;
    this.source = part.source();
    this.logs = logs;
    this.taskExit = taskExit;
    this.listener = listener;
    this.executor = executor;
    this.counters = counters;
  }

  /** Receives lines and states. Called on the reading thread, except for {@link #linesCounted}. */
  interface Listener {

    /** Called before the first line: the size of the log and the number of bytes skipped. */
    void opened(long size, long skipped);

    /** Called if the skipped part could be counted: the number of lines before the first one. */
    void linesCounted(long lines);

    /** Called before lines of which some may be missing or repeated. */
    void gapFound();

    void linesReceived(List<Piece> pieces);

    void stateChanged(FollowState state);
  }

  LogPart part() {
    return part;
  }

  void start() {
    executor.execute(this::attempt);
  }

  /** Stops following. The follower can't be started again. */
  void stop() {
    stopped = true;
    interrupt(reading);
    interrupt(counting);
  }

  private static void interrupt(@Nullable Thread thread) {
    if (thread != null) {
      thread.interrupt();
    }
  }

  private void attempt() {
    if (stopped) {
      return;
    }
    reading = Thread.currentThread();
    following = false;
    try {
      logs.follow(source, startPosition(), this::receive);
    } catch (RemoteSystemException e) {
      handleFailure(e);
      return;
    } finally {
      reading = null;
    }
    if (part.isBeginning()) {
      endBeginning();
    } else if (ended || taskExit.hasEnded(source)) {
      end();
    } else {
      retry(null);
    }
  }

  private Position startPosition() {
    if (lines.canResume()) {
      lines.startConnection(false);
      return Position.beforeEnd(ReconnectDeduplicator.REPLAY_BYTES);
    }
    List<LogFile> files = files();
    long size = files.stream().mapToLong(LogFile::size).sum();
    long skipped = part.isBeginning() ? 0 : Math.max(0, size - PART_BYTES);
    uncounted = skipped <= MAX_COUNTED_BYTES ? skipped : 0;
    oldestFile = oldest(files);
    listener.opened(size, skipped);
    lines.startConnection(skipped > 0);
    if (part.isBeginning()) {
      return Position.BEGINNING;
    }
    // from the start, so that the skipped bytes can be counted while the log grows
    return skipped > 0 ? Position.afterStart(skipped) : Position.beforeEnd(PART_BYTES);
  }

  private List<LogFile> files() {
    String prefix = source.task() + "." + source.stream().apiName() + ".";
    Pattern name = Pattern.compile(Pattern.quote(prefix) + "\\d{1,9}");
    try {
      return logs.files(source.allocationId()).stream()
          .filter(file -> name.matcher(file.name()).matches())
          .toList();
    } catch (Denied e) {
      // the token may read logs but not list files; a long log may then start within a line
      return List.of();
    }
  }

  /**
   * Returns the lowest number of the rotated files. Nomad deletes the oldest files of long logs.
   */
  private static int oldest(List<LogFile> files) {
    return files.stream()
        .mapToInt(file -> Integer.parseInt(file.name().substring(file.name().lastIndexOf('.') + 1)))
        .min()
        .orElse(-1);
  }

  /** Counts the lines before the first one. Without a result, the lines have no numbers. */
  private void countLines(long skipped, int oldest, int droppedLines) {
    counting = Thread.currentThread();
    if (stopped) {
      return;
    }
    try {
      counters.acquire();
      try {
        long lineBreaks = logs.countLineBreaks(source, skipped);
        if (oldest(files()) == oldest) {
          listener.linesCounted(lineBreaks + droppedLines);
        }
      } finally {
        counters.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RemoteSystemException e) {
      // the log is shown without line numbers
    } finally {
      counting = null;
    }
  }

  private boolean receive(Frame frame) {
    if (stopped) {
      return false;
    }
    if (!following) {
      following = true;
      failures = 0;
      listener.stateChanged(FollowState.FOLLOWING);
    }
    List<Piece> pieces = lines.decode(frame);
    if (lines.hasGap()) {
      listener.gapFound();
    }
    publish(pieces);
    received += frame.data().length;
    boolean isPartLoaded = received >= PART_BYTES || frame.data().length == 0;
    if (uncounted > 0 && received > 0 && isPartLoaded) {
      long skipped = uncounted;
      int oldest = oldestFile;
      int droppedLines = lines.hasDroppedPartialLine() ? 1 : 0;
      uncounted = 0;
      executor.execute(() -> countLines(skipped, oldest, droppedLines));
    }
    if (part.isBeginning()) {
      return !stopped && received < PART_BYTES && !lines.isIdle();
    }
    ended = lines.isIdle() && taskExit.hasEnded(source);
    return !stopped && !ended;
  }

  private void handleFailure(RemoteSystemException failure) {
    if (stopped) {
      return;
    }
    if (part.isBeginning() && received > 0) {
      publish(lines.finish());
      listener.stateChanged(FollowState.failed(failure));
      return;
    }
    if (LogErrors.isNotStarted(failure) && !taskExit.hasEnded(source)) {
      listener.stateChanged(FollowState.NOT_STARTED);
      executor.schedule(NOT_STARTED_DELAY, this::attempt);
    } else if (isFinal(failure)) {
      publish(lines.finish());
      listener.stateChanged(FollowState.failed(failure));
    } else {
      retry(failure);
    }
  }

  /** A missing log may still appear while the build runs and its client is reachable. */
  private boolean isFinal(RemoteSystemException failure) {
    return failure instanceof Denied
        || (failure instanceof NotFound
            && !(LogErrors.isTransient(failure) && taskExit.mayStillAppear(source)));
  }

  private void retry(@Nullable RemoteSystemException failure) {
    if (stopped) {
      return;
    }
    failures += 1;
    listener.stateChanged(FollowState.retrying(failure));
    long seconds = Math.min(MAX_DELAY.toSeconds(), 1L << Math.min(5, failures - 1));
    executor.schedule(Duration.ofSeconds(seconds), this::attempt);
  }

  private void endBeginning() {
    if (stopped) {
      return;
    }
    publish(lines.finish());
    String words =
        received < PART_BYTES
            ? "End of the log when it was read. New lines are not shown here."
            : "Showing the first 8 MiB. Download the full log.";
    publish(List.of(FrameDecoder.note(words)));
    listener.stateChanged(FollowState.ended(words));
  }

  private void end() {
    if (stopped) {
      return;
    }
    publish(lines.finish());
    String words = taskExit.describe(source);
    publish(List.of(FrameDecoder.note(words)));
    listener.stateChanged(FollowState.ended(words));
  }

  private void publish(List<Piece> pieces) {
    if (!pieces.isEmpty()) {
      listener.linesReceived(pieces);
    }
  }
}
