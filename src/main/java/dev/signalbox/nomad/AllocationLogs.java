package dev.signalbox.nomad;

import dev.signalbox.remote.RemoteSystemException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads task logs from the clients through the Nomad servers.
 *
 * <p>Every method throws {@link RemoteSystemException}; {@code NotFound} if the allocation or the
 * task does not exist or the servers can't reach its client, with Nomad's message.
 */
public interface AllocationLogs {

  /** Returns the log files of an allocation; empty if nothing has been written yet. */
  List<LogFile> files(String allocationId);

  /** Returns the last {@code bytes} bytes of a log, or fewer if it is shorter. */
  byte[] tail(Source source, int bytes);

  /** Copies the current content of a log, including its rotated files. */
  void copy(Source source, OutputStream to);

  /**
   * Counts the line breaks in the first {@code bytes} bytes of a log, with constant memory. Fails
   * with {@code Unreachable} if Nomad sends them too slowly, or if the thread is interrupted.
   */
  long countLineBreaks(Source source, long bytes);

  /**
   * Follows a log from a position. Returns when the listener returns false, the thread is
   * interrupted or the stream ends.
   */
  void follow(Source source, Position start, FrameListener listener);

  /**
   * A position in a log including its rotated files.
   *
   * @param origin the end of the log from which the bytes are counted
   */
  record Position(Origin origin, long bytes) {

    public static final Position BEGINNING = afterStart(0);

    public static Position afterStart(long bytes) {
      return new Position(Origin.START, bytes);
    }

    public static Position beforeEnd(long bytes) {
      return new Position(Origin.END, bytes);
    }
  }

  /** An end of a log. */
  enum Origin {
    START,
    END;

    /** The name in the Nomad API. */
    public String apiName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Identifies one log of a task. */
  record Source(String allocationId, String task, StreamType stream) {}

  /** The output stream of a task. */
  enum StreamType {
    STDERR,
    STDOUT;

    /** The name in the Nomad API. */
    public String apiName() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<StreamType> fromApiName(String name) {
      return Arrays.stream(values()).filter(type -> type.apiName().equals(name)).findFirst();
    }
  }

  /** A log file; {@code size} in bytes. */
  record LogFile(String name, long size) {}

  /**
   * A chunk of a log; may begin or end in the middle of a multi-byte character.
   *
   * @param data empty for a heartbeat, which Nomad sends every second
   * @param note {@code file deleted} or {@code file truncated} if the log was rotated, else empty
   */
  @SuppressWarnings("ArrayRecordComponent") // chunks are never compared
  record Frame(byte[] data, String file, long offset, String note) {}

  /** Receives the chunks of a followed log. */
  interface FrameListener {

    /**
     * Receives the next chunk.
     *
     * @return whether to continue
     */
    boolean onFrame(Frame frame);
  }
}
