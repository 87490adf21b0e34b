package dev.signalbox.nomad.logs;

import dev.signalbox.nomad.AllocationLogs;
import dev.signalbox.nomad.AllocationLogs.Frame;
import dev.signalbox.nomad.AllocationLogs.LogFile;
import dev.signalbox.nomad.AllocationLogs.Source;
import dev.signalbox.nomad.logs.LineSplitter.Piece;
import dev.signalbox.nomad.logs.LogLine.Kind;
import dev.signalbox.outside.OutsideWorldException;
import dev.signalbox.outside.OutsideWorldException.Missing;
import dev.signalbox.outside.OutsideWorldException.Refused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one log from Nomad for everybody, over one connection at a time, until its task has ended
 * or nobody wants it any more. A broken connection is opened again, and what was read before is
 * left out.
 */
final class LogFollower {

  /** How much of a long log is read before its end, in bytes: about 100,000 lines. */
  static final long FROM_THE_END = 8L << 20;

  private static final Duration NOT_STARTED_AGAIN = Duration.ofSeconds(2);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  /** Heartbeats come every second: after two of them a line without end is shown. */
  private static final int QUIET = 2;

  private final Source source;
  private final AllocationLogs logs;
  private final LastWords lastWords;
  private final Listener listener;
  private final Later later;
  private final LineSplitter lines = new LineSplitter();
  private final Overlap overlap = new Overlap();

  private volatile boolean stopped;
  private volatile @Nullable Thread reading;

  // of the reading thread alone; one attempt happens after the other
  private boolean searching;
  private boolean fromTheMiddle;
  private boolean over;
  private int quiet;
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
    quiet = 0;
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
    if (!overlap.sawNothing()) {
      searching = true;
      return Overlap.ASKED;
    }
    fromTheMiddle = size() > FROM_THE_END;
    if (fromTheMiddle) {
      listener.heard(
          List.of(
              note(
                  "This begins 8 MiB before the end of a longer log. The download has it"
                      + " whole.")));
    }
    return FROM_THE_END;
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
    if (failures > 0 || quiet == 0) {
      listener.isNow(FollowState.FOLLOWING);
    }
    failures = 0;
    List<Piece> pieces = new ArrayList<>();
    if (!frame.note().isEmpty()) {
      fileChanged(frame.note(), pieces);
    }
    if (frame.data().length > 0) {
      quiet = 0;
      take(frame.data(), pieces);
    } else if (frame.note().isEmpty()) {
      heartbeat(pieces);
    }
    if (!pieces.isEmpty()) {
      listener.heard(pieces);
    }
    return !stopped && !over;
  }

  private void take(byte[] data, List<Piece> pieces) {
    if (searching) {
      if (overlap.comesAgain(data)) {
        join(pieces);
      }
      return;
    }
    byte[] fresh = data;
    if (fromTheMiddle) {
      fresh = Overlap.fromLine(data);
      fromTheMiddle = false;
    }
    overlap.saw(fresh);
    lines.take(fresh, pieces);
  }

  private void heartbeat(List<Piece> pieces) {
    quiet += 1;
    if (searching) {
      join(pieces);
    }
    if (quiet == QUIET) {
      lines.giveOpen(pieces);
    }
    over = quiet >= QUIET && lastWords.ended(source);
  }

  private void join(List<Piece> pieces) {
    searching = false;
    Overlap.Judgement judgement = overlap.judge();
    if (!judgement.joined()) {
      lines.end(pieces);
      pieces.add(
          note("The connection was away for a while: lines may be missing here, or come twice."));
    }
    if (judgement.fresh().length > 0) {
      overlap.saw(judgement.fresh());
      lines.take(judgement.fresh(), pieces);
    }
  }

  private void fileChanged(String what, List<Piece> pieces) {
    if (searching) {
      join(pieces);
    }
    lines.end(pieces);
    if (what.contains("truncated")) {
      overlap.forget();
      pieces.add(note("The log file was cut off at this moment; what follows is new."));
    } else if (what.contains("deleted")) {
      pieces.add(note("The log file was removed while it was read; what was read stays here."));
    } else {
      pieces.add(note("Nomad says of the log file: " + what));
    }
  }

  private void brokeOff(OutsideWorldException failure) {
    if (stopped) {
      return;
    }
    if (LogTroubles.notStarted(failure) && !lastWords.ended(source)) {
      listener.isNow(FollowState.NOT_STARTED);
      later.after(NOT_STARTED_AGAIN, this::attempt);
    } else if (failure instanceof Missing || failure instanceof Refused) {
      giveTheRest();
      listener.isNow(FollowState.failed(failure));
    } else {
      again(failure);
    }
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
    giveTheRest();
    String words = lastWords.of(source);
    listener.heard(List.of(note(words)));
    listener.isNow(FollowState.ended(words));
  }

  private void giveTheRest() {
    List<Piece> rest = new ArrayList<>();
    if (searching) {
      join(rest);
    }
    lines.end(rest);
    if (!rest.isEmpty()) {
      listener.heard(rest);
    }
  }

  private static Piece note(String words) {
    return new Piece(Kind.NOTE, words);
  }
}
