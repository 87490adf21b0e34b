package dev.signalbox.logs;

import dev.signalbox.nomad.AllocationLogs;
import dev.signalbox.remote.RemoteSystemException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Replays scripted frames, one script per connection. */
final class ScriptedAllocationLogs implements AllocationLogs {

  final List<Source> followed = new ArrayList<>();
  final List<Position> positions = new ArrayList<>();
  final List<Long> countedBytes = new ArrayList<>();
  long size;
  long lineBreaks;
  int oldestFile;

  private final Map<Source, Deque<Connection>> scripts = new HashMap<>();
  private final Map<Source, FrameListener> open = new HashMap<>();

  /** The script of a connection. */
  interface Connection {

    void play(FrameListener to);
  }

  ScriptedAllocationLogs next(Source source, Connection connection) {
    scripts.computeIfAbsent(source, key -> new ArrayDeque<>()).add(connection);
    return this;
  }

  /** Sends a frame over the open connection. */
  boolean send(Source source, Frame frame) {
    return Objects.requireNonNull(open.get(source)).onFrame(frame);
  }

  static Frame data(String text) {
    return new Frame(text.getBytes(StandardCharsets.UTF_8), "task.stderr.0", 0, "");
  }

  static Frame heartbeat() {
    return new Frame(new byte[0], "", 0, "");
  }

  static Frame note(String what) {
    return new Frame(new byte[0], "task.stderr.0", 0, what);
  }

  @Override
  public List<LogFile> files(String allocationId) {
    return List.of(
        new LogFile("agent.stderr." + oldestFile, size), new LogFile("agent.stdout.0", 0));
  }

  @Override
  public byte[] tail(Source source, int bytes) {
    return new byte[0];
  }

  @Override
  public void copy(Source source, OutputStream to) {
    try {
      to.write("whole\n".getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public long countLineBreaks(Source source, long bytes) {
    countedBytes.add(bytes);
    return lineBreaks;
  }

  @Override
  public void follow(Source source, Position start, FrameListener listener) {
    followed.add(source);
    positions.add(start);
    open.put(source, listener);
    Deque<Connection> script = scripts.getOrDefault(source, new ArrayDeque<>());
    if (script.isEmpty()) {
      throw new WouldBlock();
    }
    script.remove().play(listener);
  }

  /** Plays frames and leaves the connection open. */
  static Connection staying(Frame... frames) {
    return to -> {
      for (Frame frame : frames) {
        to.onFrame(frame);
      }
      throw new WouldBlock();
    };
  }

  /** Plays frames and closes the connection. */
  static Connection ending(Frame... frames) {
    return to -> {
      for (Frame frame : frames) {
        if (!to.onFrame(frame)) {
          return;
        }
      }
    };
  }

  static Connection failing(RemoteSystemException failure) {
    return to -> {
      throw failure;
    };
  }

  /** Thrown where a real connection would block. Caught by {@link ManualTaskExecutor}. */
  static final class WouldBlock extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
