package dev.signalbox.nomad;

import dev.signalbox.outside.OutsideWorldException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The logs of tasks, read from the client's machine through the servers. Every method throws {@link
 * OutsideWorldException}: {@code Missing} when the allocation, the task or the way to its machine
 * is gone, with Nomad's words.
 */
public interface AllocationLogs {

  /** The log files of an allocation; empty while nothing was written. */
  List<LogFile> files(String allocationId);

  /** The last bytes of a log, at most so many. */
  byte[] tail(Source source, int bytes);

  /** Copies a whole log, of all its rotated files, as it is now. */
  void copy(Source source, OutputStream to);

  /**
   * Follows a log from so many bytes before its end, until the listener says stop, the thread is
   * interrupted or the stream ends.
   */
  void follow(Source source, long bytesBeforeEnd, FrameListener listener);

  /** Which log. */
  record Source(String allocationId, String task, Stream stream) {}

  /** One of the two. */
  enum Stream {
    STDERR,
    STDOUT;

    /** Nomad's word. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Stream> of(String word) {
      return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
    }
  }

  /** A log file; {@code size} in bytes. */
  record LogFile(String name, long size) {}

  /**
   * A piece of a log, which may begin or end in the middle of a character.
   *
   * @param data empty for a heartbeat, which comes every second
   * @param note {@code file deleted} or {@code file truncated} when the log was rotated, or empty
   */
  @SuppressWarnings("ArrayRecordComponent") // a piece of a stream, compared with nothing
  record Frame(byte[] data, String file, long offset, String note) {}

  /** Hears a log. */
  interface FrameListener {

    /**
     * The next piece.
     *
     * @return whether to go on
     */
    boolean heard(Frame frame);
  }
}
