package dev.signalbox.logs;

import dev.signalbox.logs.LineSplitter.Piece;
import dev.signalbox.nomad.AllocationLogs;
import dev.signalbox.nomad.AllocationLogs.Frame;
import dev.signalbox.nomad.AllocationLogs.LogFile;
import dev.signalbox.nomad.AllocationLogs.Source;
import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.remote.RemoteSystemException.Denied;
import dev.signalbox.remote.RemoteSystemException.NotFound;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Follows a log over one connection at a time until the task has ended or the follower is stopped.
 * Retries if the connection is lost, if the client is temporarily unreachable, and if the client
 * does not know a newly placed allocation yet.
 */
final class LogFollower {

  /** Number of bytes read from one end of a long log: about 100,000 lines. */
  static final long PART_BYTES = 8L << 20;

  private static final Duration NOT_STARTED_DELAY = Duration.ofSeconds(2);
  private static final Duration MAX_DELAY = Duration.ofSeconds(30);

  private final LogPart part;
  private final Source source;
  private final AllocationLogs logs;
  private final TaskExit taskExit;
  private final Listener listener;
  private final TaskExecutor executor;

  private volatile boolean stopped;
  private volatile @Nullable Thread reading;

  // only used by the reading thread; attempts do not overlap
  private final FrameDecoder lines = new FrameDecoder();
  private boolean following;
  private boolean ended;
  private int failures;
  private long received;

  LogFollower(
      LogPart part,
      AllocationLogs logs,
      TaskExit taskExit,
      Listener listener,
      TaskExecutor executor) {
    this.part = part;
    this.source = part.source();
    this.logs = logs;
    this.taskExit = taskExit;
    this.listener = listener;
    this.executor = executor;
  }

  /** Receives lines and states. Called on the reading thread. */
  interface Listener {

    /** Called before the first line: the size of the log and the number of bytes skipped. */
    void opened(long size, long skipped);

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
    Thread thread = reading;
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
      logs.follow(source, requestedBytes(), this::receive);
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

  private long requestedBytes() {
    if (lines.canResume()) {
      lines.startConnection(false);
      return ReconnectDeduplicator.REPLAY_BYTES;
    }
    long size = size();
    long skipped = part.isBeginning() ? 0 : Math.max(0, size - PART_BYTES);
    listener.opened(size, skipped);
    lines.startConnection(skipped > 0);
    return part.isBeginning() ? AllocationLogs.WHOLE : PART_BYTES;
  }

  private long size() {
    String name = source.task() + "." + source.stream().apiName() + ".";
    try {
      return logs.files(source.allocationId()).stream()
          .filter(file -> file.name().startsWith(name))
          .mapToLong(LogFile::size)
          .sum();
    } catch (Denied e) {
      // the token may read logs but not list files; a long log may then start within a line
      return 0;
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
    publish(lines.decode(frame));
    received += frame.data().length;
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
