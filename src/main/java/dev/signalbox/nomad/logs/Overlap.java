package dev.signalbox.nomad.logs;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Finds where what is new begins after a connection broke. Nomad's offsets do not tell (a frame's
 * is that of the first of several reads, after it), so the end of what was seen is looked for in
 * what comes again. Of a text that repeats itself over all of that, repetitions may be lost.
 */
final class Overlap {

  /** How much is asked for again, in bytes. */
  static final int ASKED = 256 * 1024;

  private static final int KEPT = 16 * 1024;

  private byte[] seen = new byte[0];
  private final ByteArrayOutputStream again = new ByteArrayOutputStream();

  /** What was taken for new and is known from now on. */
  void saw(byte[] data) {
    if (data.length >= KEPT) {
      seen = Arrays.copyOfRange(data, data.length - KEPT, data.length);
      return;
    }
    int kept = Math.min(seen.length, KEPT - data.length);
    byte[] next = new byte[kept + data.length];
    System.arraycopy(seen, seen.length - kept, next, 0, kept);
    System.arraycopy(data, 0, next, kept, data.length);
    seen = next;
  }

  boolean sawNothing() {
    return seen.length == 0;
  }

  /** The connection is another one: what comes again comes from its beginning. */
  void startOver() {
    again.reset();
  }

  /** Starts over, after the file itself has. */
  void forget() {
    seen = new byte[0];
    again.reset();
  }

  /**
   * What comes again.
   *
   * @return whether that is as much as was asked for, so that it can be judged
   */
  boolean comesAgain(byte[] data) {
    again.writeBytes(data);
    return again.size() >= ASKED + KEPT;
  }

  /** Judges what came again, and forgets it. */
  Judgement judge() {
    byte[] all = again.toByteArray();
    again.reset();
    int at = lastIndex(all, seen);
    return at < 0
        ? new Judgement(false, fromLine(all))
        : new Judgement(true, Arrays.copyOfRange(all, at + seen.length, all.length));
  }

  /** Without the line whose beginning is missing. */
  static byte[] fromLine(byte[] data) {
    for (int i = 0; i < data.length; i++) {
      if (data[i] == '\n') {
        return Arrays.copyOfRange(data, i + 1, data.length);
      }
    }
    return data;
  }

  private static int lastIndex(byte[] all, byte[] sought) {
    for (int at = all.length - sought.length; at >= 0; at--) {
      if (Arrays.equals(all, at, at + sought.length, sought, 0, sought.length)) {
        return at;
      }
    }
    return -1;
  }

  /**
   * What is new.
   *
   * @param joined whether it goes on exactly where the last ended
   */
  @SuppressWarnings("ArrayRecordComponent") // compared with nothing
  record Judgement(boolean joined, byte[] fresh) {}
}
