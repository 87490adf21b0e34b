package dev.signalbox.nomad.logs;

import dev.signalbox.nomad.logs.LogLine.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Cuts the bytes of a log into lines. Pieces may come cut anywhere: a line is decoded as a whole,
 * so that a character in two pieces stays one. What is no UTF-8 shows as replacement characters.
 */
final class LineSplitter {

  /** Longer lines are cut, in bytes. */
  static final int LONGEST = 64 * 1024;

  private byte[] open = new byte[1024];
  private int length;

  /** A line, or a part of one. */
  record Piece(Kind kind, String text) {}

  /** Takes the next bytes and adds the lines that they complete. */
  void take(byte[] data, List<Piece> to) {
    int from = 0;
    for (int i = 0; i < data.length; i++) {
      if (data[i] == '\n') {
        append(data, from, i, to);
        lineEnds(to);
        from = i + 1;
      }
    }
    append(data, from, data.length, to);
  }

  /** Gives what there is of a line whose end does not come; a prompt, perhaps. */
  void giveOpen(List<Piece> to) {
    int whole = whole();
    if (whole > 0 && open[whole - 1] == '\r') {
      // its line feed may be on the way
      whole -= 1;
    }
    if (whole > 0) {
      give(Kind.OPEN, whole, whole, to);
    }
  }

  /** Nothing comes any more: gives what is left, whole or not. */
  void end(List<Piece> to) {
    if (length > 0) {
      lineEnds(to);
    }
  }

  private void append(byte[] data, int from, int until, List<Piece> to) {
    int at = from;
    while (until - at > LONGEST - length) {
      int room = LONGEST - length;
      copy(data, at, room);
      at += room;
      int whole = whole();
      give(Kind.CUT, whole, whole, to);
    }
    copy(data, at, until - at);
  }

  private void copy(byte[] data, int from, int count) {
    if (length + count > open.length) {
      byte[] longer = new byte[Math.min(LONGEST, Math.max(2 * open.length, length + count))];
      System.arraycopy(open, 0, longer, 0, length);
      open = longer;
    }
    System.arraycopy(data, from, open, length, count);
    length += count;
  }

  private void lineEnds(List<Piece> to) {
    boolean carriage = length > 0 && open[length - 1] == '\r';
    give(Kind.LINE, carriage ? length - 1 : length, length, to);
    if (open.length > LONGEST / 8) {
      // one long line should not hold its room for ever
      open = new byte[1024];
    }
  }

  private void give(Kind kind, int text, int used, List<Piece> to) {
    to.add(new Piece(kind, new String(open, 0, text, StandardCharsets.UTF_8)));
    System.arraycopy(open, used, open, 0, length - used);
    length -= used;
  }

  /** How many bytes there are without a character that has only begun. */
  private int whole() {
    for (int back = 1; back <= Math.min(3, length); back++) {
      int one = open[length - back] & 0xff;
      if (one >= 0xc0) {
        int needs = one >= 0xf0 ? 4 : one >= 0xe0 ? 3 : 2;
        return needs > back ? length - back : length;
      }
      if (one < 0x80) {
        return length;
      }
    }
    return length;
  }
}
