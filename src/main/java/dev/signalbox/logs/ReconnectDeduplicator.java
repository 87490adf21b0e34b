package dev.signalbox.logs;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Removes repeated data after a reconnect. Nomad's frame offsets can't be used for that: a frame
 * has the offset after the first of several reads. Instead, the last bytes read are searched in the
 * repeated data. If a log consists of the same repeated text, some repetitions may be lost.
 */
final class ReconnectDeduplicator {

  /** Number of bytes requested again after a reconnect. */
  static final int REPLAY_BYTES = 256 * 1024;

  private static final int REMEMBERED_BYTES = 16 * 1024;

  private byte[] seen = new byte[0];
  private final ByteArrayOutputStream replay = new ByteArrayOutputStream();

  /** Remembers the end of new data. */
  void remember(byte[] data) {
    if (data.length >= REMEMBERED_BYTES) {
      seen = Arrays.copyOfRange(data, data.length - REMEMBERED_BYTES, data.length);
      return;
    }
    int kept = Math.min(seen.length, REMEMBERED_BYTES - data.length);
    byte[] next = new byte[kept + data.length];
    System.arraycopy(seen, seen.length - kept, next, 0, kept);
    System.arraycopy(data, 0, next, kept, data.length);
    seen = next;
  }

  boolean isEmpty() {
    return seen.length == 0;
  }

  /** Discards repeated data when a connection is opened. */
  void discardReplay() {
    replay.reset();
  }

  /** Clears everything after the file was truncated. */
  void clear() {
    seen = new byte[0];
    replay.reset();
  }

  /**
   * Adds repeated data.
   *
   * @return whether all requested data has arrived, so that {@link #deduplicate} can be called
   */
  boolean addReplay(byte[] data) {
    replay.writeBytes(data);
    return replay.size() >= REPLAY_BYTES + REMEMBERED_BYTES;
  }

  /** Searches the repeated data for the end of the known data, and clears it. */
  Deduplicated deduplicate() {
    byte[] all = replay.toByteArray();
    replay.reset();
    int at = lastIndex(all, seen);
    return at < 0
        ? new Deduplicated(false, dropPartialLine(all))
        : new Deduplicated(true, Arrays.copyOfRange(all, at + seen.length, all.length));
  }

  /** Drops the first, incomplete line. */
  static byte[] dropPartialLine(byte[] data) {
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
   * The new data.
   *
   * @param joined whether it continues exactly where the known data ended
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Deduplicated(boolean joined, byte[] fresh) {}
}
