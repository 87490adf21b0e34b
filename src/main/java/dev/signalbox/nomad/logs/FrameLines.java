package dev.signalbox.nomad.logs;

import dev.signalbox.nomad.AllocationLogs.Frame;
import dev.signalbox.nomad.logs.LineSplitter.Piece;
import dev.signalbox.nomad.logs.LogLine.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes lines of what comes over one connection after the other, as if it were one. Where that
 * cannot be done without a doubt, a note says so.
 */
final class FrameLines {

  /** Heartbeats come every second: after two of them a line without end is shown. */
  private static final int QUIET = 2;

  private final LineSplitter lines = new LineSplitter();
  private final Overlap overlap = new Overlap();
  private boolean searching;
  private boolean fromTheMiddle;
  private int quiet;

  /** Whether the next connection shall bring what came last once more. */
  boolean goesOn() {
    return !overlap.sawNothing();
  }

  /**
   * A connection begins.
   *
   * @param middle whether it brings the end of a longer log, and so most likely half a line first
   */
  void begins(boolean middle) {
    quiet = 0;
    fromTheMiddle = middle;
    searching = goesOn();
    overlap.startOver();
  }

  /** What a frame brings. */
  List<Piece> of(Frame frame) {
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
    return pieces;
  }

  /** Whether nothing came for so long that more is hardly on its way. */
  boolean quiet() {
    return quiet >= QUIET;
  }

  /** What is left when no more comes. */
  List<Piece> rest() {
    List<Piece> rest = new ArrayList<>();
    if (searching) {
      join(rest);
    }
    lines.end(rest);
    return rest;
  }

  static Piece note(String words) {
    return new Piece(Kind.NOTE, words);
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
      pieces.add(
          note("This begins 8 MiB before the end of a longer log. The download has it whole."));
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
}
