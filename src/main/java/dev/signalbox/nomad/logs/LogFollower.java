package dev.signalbox.nomad.logs;

import dev.signalbox.nomad.AllocationLogs;
import dev.signalbox.nomad.AllocationLogs.Frame;
import dev.signalbox.nomad.AllocationLogs.LogFile;
import dev.signalbox.nomad.AllocationLogs.Source;
import dev.signalbox.nomad.logs.LineSplitter.Piece;
import dev.signalbox.outside.OutsideWorldException;
import dev.signalbox.outside.OutsideWorldException.Missing;
import dev.signalbox.outside.OutsideWorldException.Refused;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one log from Nomad for everybody, over one connection at a time, until its task has ended
 * or nobody wants it any more. A broken connection is opened again, and so is one to a client that
 * is away for a while or does not know a build that was just placed on it.
 */
final class LogFollower {

  /** How much of a long log is read before its end, in bytes: about 100,000 lines. */
  static final long FROM_THE_END = 8L << 20;

  private static final Duration NOT_STARTED_AGAIN = Duration.ofSeconds(2);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private final Source source;
  private final AllocationLogs logs;
  private final LastWords lastWords;
  private final Listener listener;
  private final Later later;

  private volatile boolean stopped;
  private volatile @Nullable Thread reading;

  // of the reading thread alone; one attempt happens after the other
  private final FrameLines lines = new FrameLines();
  private boolean following;
  private boolean over;
  private int failures;

  LogFollower(
      Source source, AllocationLogs logs, LastWords lastWords, Listener listener, Later later) {
    this.source = source;
    this.logs = logs;
    this.lastWords = lastWords;
    this.listener = listener;
    this.later = later;
  }

  /** Hears what is read; called on the reading thread. */
  interface Listener {

    void heard(List<Piece> pieces);

    void isNow(FollowState state);
  }

  Source source() {
    return source;
  }

  void start() {
    later.now(this::attempt);
  }

  /** Ends the reading for good. */
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
      logs.follow(source, howMuch(), this::heard);
    } catch (OutsideWorldException e) {
      brokeOff(e);
      return;
    } finally {
      reading = null;
    }
    if (over || lastWords.ended(source)) {
      end();
    } else {
      again(null);
    }
  }

  private long howMuch() {
    boolean goesOn = lines.goesOn();
    lines.begins(!goesOn && size() > FROM_THE_END);
    return goesOn ? Overlap.ASKED : FROM_THE_END;
  }

  private long size() {
    String name = source.task() + "." + source.stream().word() + ".";
    try {
      return logs.files(source.allocationId()).stream()
          .filter(file -> file.name().startsWith(name))
          .mapToLong(LogFile::size)
          .sum();
    } catch (Refused e) {
      // a token may read logs and yet list no files; then a long log may begin within a line
      return 0;
    }
  }

  private boolean heard(Frame frame) {
    if (stopped) {
      return false;
    }
    if (!following) {
      following = true;
      failures = 0;
      listener.isNow(FollowState.FOLLOWING);
    }
    tell(lines.of(frame));
    over = lines.quiet() && lastWords.ended(source);
    return !stopped && !over;
  }

  private void brokeOff(OutsideWorldException failure) {
    if (stopped) {
      return;
    }
    if (LogTroubles.notStarted(failure) && !lastWords.ended(source)) {
      listener.isNow(FollowState.NOT_STARTED);
      later.after(NOT_STARTED_AGAIN, this::attempt);
    } else if (isFinal(failure)) {
      tell(lines.rest());
      listener.isNow(FollowState.failed(failure));
    } else {
      again(failure);
    }
  }

  /** What is not there may come, as long as there are a build that runs and a client for it. */
  private boolean isFinal(OutsideWorldException failure) {
    return failure instanceof Refused
        || (failure instanceof Missing
            && !(LogTroubles.mayPass(failure) && lastWords.mayBeToldLater(source)));
  }

  private void again(@Nullable OutsideWorldException failure) {
    if (stopped) {
      return;
    }
    failures += 1;
    listener.isNow(FollowState.retrying(failure));
    long seconds = Math.min(LONGEST_WAIT.toSeconds(), 1L << Math.min(5, failures - 1));
    later.after(Duration.ofSeconds(seconds), this::attempt);
  }

  private void end() {
    if (stopped) {
      return;
    }
    tell(lines.rest());
    String words = lastWords.of(source);
    tell(List.of(FrameLines.note(words)));
    listener.isNow(FollowState.ended(words));
  }

  private void tell(List<Piece> pieces) {
    if (!pieces.isEmpty()) {
      listener.heard(pieces);
    }
  }
}
