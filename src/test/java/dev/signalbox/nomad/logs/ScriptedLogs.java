package dev.signalbox.nomad.logs;

import dev.signalbox.nomad.AllocationLogs;
import dev.signalbox.outside.OutsideWorldException;
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

/** Logs that come as a test wrote them down: one script for each connection. */
final class ScriptedLogs implements AllocationLogs {

  final List<Source> followed = new ArrayList<>();
  final List<Long> asked = new ArrayList<>();
  long size;

  private final Map<Source, Deque<Connection>> scripts = new HashMap<>();
  private final Map<Source, FrameListener> open = new HashMap<>();

  /** What the next connection to a log does. */
  interface Connection {

    void play(FrameListener to);
  }

  ScriptedLogs next(Source source, Connection connection) {
    scripts.computeIfAbsent(source, key -> new ArrayDeque<>()).add(connection);
    return this;
  }

  /** Sends a frame over the connection that is open, though nothing blocks in it. */
  boolean send(Source source, Frame frame) {
    return Objects.requireNonNull(open.get(source)).heard(frame);
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
    return List.of(new LogFile("agent.stderr.0", size), new LogFile("agent.stdout.0", 0));
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
  public void follow(Source source, long bytesBeforeEnd, FrameListener listener) {
    followed.add(source);
    asked.add(bytesBeforeEnd);
    open.put(source, listener);
    Deque<Connection> script = scripts.getOrDefault(source, new ArrayDeque<>());
    if (script.isEmpty()) {
      throw new Stays();
    }
    script.remove().play(listener);
  }

  /** The connection stays open after what was played. */
  static Connection staying(Frame... frames) {
    return to -> {
      for (Frame frame : frames) {
        to.heard(frame);
      }
      throw new Stays();
    };
  }

  /** The connection ends after what was played. */
  static Connection ending(Frame... frames) {
    return to -> {
      for (Frame frame : frames) {
        if (!to.heard(frame)) {
          return;
        }
      }
    };
  }

  static Connection failing(OutsideWorldException failure) {
    return to -> {
      throw failure;
    };
  }

  /** Where a real one would block; whoever runs the tasks by hand catches it. */
  static final class Stays extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
