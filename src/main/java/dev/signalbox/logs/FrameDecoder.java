package dev.signalbox.logs;

import dev.signalbox.logs.LineSplitter.Piece;
import dev.signalbox.logs.LogLine.Kind;
import dev.signalbox.nomad.AllocationLogs.Frame;
import java.util.ArrayList;
import java.util.List;

/**
 * Decodes the frames of consecutive connections into lines, as if they were one stream. A note
 * marks places where lines may be missing or repeated.
 */
final class FrameDecoder {

  /** A line without a line feed is shown after two heartbeats, which Nomad sends every second. */
  private static final int IDLE_HEARTBEATS = 2;

  private final LineSplitter lines = new LineSplitter();
  private final ReconnectDeduplicator deduplicator = new ReconnectDeduplicator();
  private boolean replaying;
  private boolean startsInMiddle;
  private boolean droppedPartialLine;
  private boolean hasGap;
  private int heartbeats;

  /** Returns whether the next connection should repeat the end of what was read. */
  boolean canResume() {
    return !deduplicator.isEmpty();
  }

  /**
   * Prepares for a new connection.
   *
   * @param middle whether it starts in the middle of a log, most likely within a line
   */
  void startConnection(boolean middle) {
    heartbeats = 0;
    startsInMiddle = middle;
    replaying = canResume();
    deduplicator.discardReplay();
  }

  /** Returns whether lines may be missing or repeated. */
  boolean hasGap() {
    return hasGap;
  }

  /** Returns whether the first line of a connection in the middle of a log was dropped. */
  boolean hasDroppedPartialLine() {
    return droppedPartialLine;
  }

  List<Piece> decode(Frame frame) {
    List<Piece> pieces = new ArrayList<>();
    if (!frame.note().isEmpty()) {
      fileChanged(frame.note(), pieces);
    }
    if (frame.data().length > 0) {
      heartbeats = 0;
      decodeData(frame.data(), pieces);
    } else if (frame.note().isEmpty()) {
      heartbeat(pieces);
    }
    return pieces;
  }

  /** Returns whether there was no data for several heartbeats. */
  boolean isIdle() {
    return heartbeats >= IDLE_HEARTBEATS;
  }

  /** Returns the remaining data at the end of the log. */
  List<Piece> finish() {
    List<Piece> rest = new ArrayList<>();
    if (replaying) {
      finishReplay(rest);
    }
    lines.finish(rest);
    return rest;
  }

  static Piece note(String words) {
    return new Piece(Kind.NOTE, words);
  }

  private void decodeData(byte[] data, List<Piece> pieces) {
    if (replaying) {
      if (deduplicator.addReplay(data)) {
        finishReplay(pieces);
      }
      return;
    }
    byte[] fresh = data;
    if (startsInMiddle) {
      fresh = ReconnectDeduplicator.dropPartialLine(data);
      droppedPartialLine = fresh.length < data.length;
      startsInMiddle = false;
      pieces.add(note("Showing the last 8 MiB. Download the full log."));
    }
    deduplicator.remember(fresh);
    lines.split(fresh, pieces);
  }

  private void heartbeat(List<Piece> pieces) {
    heartbeats += 1;
    if (replaying) {
      finishReplay(pieces);
    }
    if (heartbeats == IDLE_HEARTBEATS) {
      lines.flushIncomplete(pieces);
    }
  }

  private void finishReplay(List<Piece> pieces) {
    replaying = false;
    ReconnectDeduplicator.Deduplicated result = deduplicator.deduplicate();
    if (!result.joined()) {
      hasGap = true;
      lines.finish(pieces);
      pieces.add(note("Connection was interrupted: lines may be missing or repeated."));
    }
    if (result.fresh().length > 0) {
      deduplicator.remember(result.fresh());
      lines.split(result.fresh(), pieces);
    }
  }

  private void fileChanged(String what, List<Piece> pieces) {
    if (replaying) {
      finishReplay(pieces);
    }
    lines.finish(pieces);
    if (what.contains("truncated")) {
      deduplicator.clear();
      hasGap = true;
      pieces.add(note("The log file was truncated. The lines below are new."));
    } else if (what.contains("deleted")) {
      pieces.add(note("The log file was deleted. The lines above are kept."));
    } else {
      pieces.add(note("Nomad reported a file event: " + what));
    }
  }
}
