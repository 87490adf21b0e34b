package dev.signalbox.logs;

import dev.signalbox.live.StreamOwner;
import dev.signalbox.web.ProblemPanel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.json.JsonMapper;

/**
 * The event stream of one page. It writes on a separate thread as fast as the browser reads. Lines
 * stay in the shared buffer until then, so a slow client needs no additional memory.
 */
final class LogStream {

  private static final MediaType TEXT = new MediaType("text", "plain", StandardCharsets.UTF_8);

  private final StreamOwner owner;
  private final String name;
  private final LogReader reader;
  private final SseEmitter emitter;
  private final JsonMapper json;
  private final TaskExecutor executor;
  private final AtomicBoolean writing = new AtomicBoolean();
  private volatile boolean heartbeatDue;
  private volatile boolean ended;

  LogStream(
      StreamOwner owner,
      String name,
      LogReader reader,
      SseEmitter emitter,
      JsonMapper json,
      TaskExecutor executor) {
    this.owner = owner;
    this.name = name;
    this.reader = reader;
    this.emitter = emitter;
    this.json = json;
    this.executor = executor;
  }

  StreamOwner owner() {
    return owner;
  }

  boolean hasName(String other) {
    return !name.isEmpty() && name.equals(other);
  }

  LogReader reader() {
    return reader;
  }

  /** Writes pending updates unless a write is in progress. */
  void write() {
    if (hasWork() && writing.compareAndSet(false, true)) {
      executor.execute(this::writeUpdates);
    }
  }

  void heartbeat() {
    heartbeatIsDue();
    write();
  }

  void heartbeatIsDue() {
    heartbeatDue = true;
  }

  /** Sends {@code bye} and closes. */
  void end() {
    ended = true;
    write();
  }

  /**
   * Closes the stream. The page reconnects automatically. On a separate thread, because the emitter
   * waits for a write in progress, which blocks if the client has stopped reading.
   */
  void close() {
    executor.execute(emitter::complete);
  }

  private boolean hasWork() {
    return ended || heartbeatDue || reader.hasUpdate();
  }

  private void writeUpdates() {
    try {
      boolean more = true;
      while (more && !ended) {
        if (heartbeatDue) {
          heartbeatDue = false;
          emitter.send(SseEmitter.event().comment("heartbeat"));
        }
        LogReader.LogUpdate next = reader.next();
        send(next);
        more = next.more();
      }
      if (ended) {
        emitter.send(SseEmitter.event().name("bye").data("signed out"));
        emitter.complete();
        return;
      }
    } catch (IOException | IllegalStateException e) {
      // the client has disconnected: the servlet container calls the callbacks registered by
      // LogStreams, and completing the stream here would fail after that
      return;
    }
    writing.set(false);
    if (ended) {
      write();
    }
  }

  private void send(LogReader.LogUpdate update) throws IOException {
    if (update.restarts().isEmpty()
        && update.gaps().isEmpty()
        && update.lines().isEmpty()
        && update.states().isEmpty()
        && update.sizes().isEmpty()) {
      return;
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("mark", update.cursor());
    fields.put("restarts", update.restarts());
    fields.put("gaps", update.gaps());
    fields.put("lines", update.lines().stream().map(LogStream::line).toList());
    fields.put("states", update.states().stream().map(LogStream::state).toList());
    fields.put("sizes", update.sizes().stream().map(LogStream::size).toList());
    fields.put("more", update.more());
    emitter.send(SseEmitter.event().name("update").data(json.writeValueAsString(fields), TEXT));
  }

  /** An array instead of an object, which is shorter: there may be 100,000 lines. */
  @SuppressWarnings("EnumOrdinal") // logs.js uses the same order
  private static List<Object> line(LogReader.Numbered one) {
    LogLine line = one.line();
    return List.of(
        one.source(),
        line.number(),
        line.at(),
        line.kind().ordinal(),
        line.error() ? 1 : 0,
        line.text());
  }

  private static Map<String, Object> size(LogReader.SizeChange one) {
    return Map.of(
        "source", one.source(),
        "total", one.size().total(),
        "skipped", one.size().skipped(),
        "partial", one.size().isPartial());
  }

  private static Map<String, Object> state(LogReader.StateChange one) {
    FollowState state = one.state();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("source", one.source());
    fields.put("phase", state.phase().code());
    fields.put("words", state.message());
    @Nullable ProblemPanel problem = state.problem();
    if (problem != null) {
      fields.put("title", problem.title());
      fields.put("tried", problem.tried());
      fields.put("answered", problem.response());
      fields.put("advice", problem.advice());
    }
    return fields;
  }
}
