package dev.signalbox.logs;

import dev.signalbox.logs.LogLine.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Splits the bytes of a log into lines. A line is decoded as a whole, so characters may be split
 * across chunks. Invalid UTF-8 is decoded as replacement characters.
 */
final class LineSplitter {

  /** Maximum length of a line in bytes; longer lines are split. */
  static final int MAX_LINE_BYTES = 64 * 1024;

  private byte[] open = new byte[1024];
  private int length;

  /** A line, or a part of a line. */
  record Piece(Kind kind, String text) {}

  /** Processes the next bytes and adds the lines completed by them. */
  void split(byte[] data, List<Piece> to) {
    int from = 0;
    for (int i = 0; i < data.length; i++) {
      if (data[i] == '\n') {
        append(data, from, i, to);
        emitLine(to);
        from = i + 1;
      }
    }
    append(data, from, data.length, to);
  }

  /** Adds the beginning of an incomplete line, such as a prompt. */
  void flushIncomplete(List<Piece> to) {
    int whole = whole();
    if (whole > 0 && open[whole - 1] == '\r') {
      // the line feed may follow
      whole -= 1;
    }
    if (whole > 0) {
      emit(Kind.OPEN, whole, whole, to);
    }
  }

  /** Adds the remaining bytes at the end of the log. */
  void finish(List<Piece> to) {
    if (length > 0) {
      emitLine(to);
    }
  }

  private void append(byte[] data, int from, int until, List<Piece> to) {
    int at = from;
    while (until - at > MAX_LINE_BYTES - length) {
      int free = MAX_LINE_BYTES - length;
      copy(data, at, free);
      at += free;
      int whole = whole();
      emit(Kind.CUT, whole, whole, to);
    }
    copy(data, at, until - at);
  }

  private void copy(byte[] data, int from, int count) {
    if (length + count > open.length) {
      byte[] longer = new byte[Math.min(MAX_LINE_BYTES, Math.max(2 * open.length, length + count))];
      System.arraycopy(open, 0, longer, 0, length);
      open = longer;
    }
    System.arraycopy(data, from, open, length, count);
    length += count;
  }

  private void emitLine(List<Piece> to) {
    boolean carriage = length > 0 && open[length - 1] == '\r';
    emit(Kind.LINE, carriage ? length - 1 : length, length, to);
    if (open.length > MAX_LINE_BYTES / 8) {
      // do not keep the memory of a long line
      open = new byte[1024];
    }
  }

  private void emit(Kind kind, int text, int used, List<Piece> to) {
    to.add(new Piece(kind, new String(open, 0, text, StandardCharsets.UTF_8)));
    System.arraycopy(open, used, open, 0, length - used);
    length -= used;
  }

  /** Returns the number of bytes without an incomplete character at the end. */
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
