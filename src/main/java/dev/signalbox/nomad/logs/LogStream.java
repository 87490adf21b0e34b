package dev.signalbox.nomad.logs;

import dev.signalbox.live.StreamOwner;
import dev.signalbox.web.Problem;
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
 * One page that reads. It writes on a thread of its own as fast as the browser takes it; meanwhile
 * lines wait where they are kept, so that a slow reader costs no memory.
 */
final class LogStream {

  private static final MediaType TEXT = new MediaType("text", "plain", StandardCharsets.UTF_8);

  private final StreamOwner owner;
  private final String name;
  private final LogReading reading;
  private final SseEmitter emitter;
  private final JsonMapper json;
  private final Later later;
  private final AtomicBoolean writing = new AtomicBoolean();
  private volatile boolean heartbeatDue;
  private volatile boolean over;

  LogStream(
      StreamOwner owner,
      String name,
      LogReading reading,
      SseEmitter emitter,
      JsonMapper json,
      Later later) {
    this.owner = owner;
    this.name = name;
    this.reading = reading;
    this.emitter = emitter;
    this.json = json;
    this.later = later;
  }

  StreamOwner owner() {
    return owner;
  }

  boolean isCalled(String other) {
    return !name.isEmpty() && name.equals(other);
  }

  LogReading reading() {
    return reading;
  }

  /** Writes what is new, if anything is and nobody writes already. */
  void write() {
    if (due() && writing.compareAndSet(false, true)) {
      later.now(this::drain);
    }
  }

  void heartbeat() {
    heartbeatIsDue();
    write();
  }

  void heartbeatIsDue() {
    heartbeatDue = true;
  }

  /** Says goodbye and closes. */
  void end() {
    over = true;
    write();
  }

  /** Closes without a word; the page will come again. */
  void close() {
    emitter.complete();
  }

  private boolean due() {
    return over || heartbeatDue || reading.hasNews();
  }

  private void drain() {
    try {
      boolean more = true;
      while (more && !over) {
        if (heartbeatDue) {
          heartbeatDue = false;
          emitter.send(SseEmitter.event().comment("still here"));
        }
        LogReading.News next = reading.next();
        send(next);
        more = next.more();
      }
      if (over) {
        emitter.send(SseEmitter.event().name("bye").data("signed out"));
        emitter.complete();
        return;
      }
    } catch (IOException | IllegalStateException e) {
      // the reader is gone; completing makes the container tell LogStreams
      emitter.completeWithError(e);
      return;
    }
    writing.set(false);
    if (over) {
      write();
    }
  }

  private void send(LogReading.News news) throws IOException {
    if (news.restarts().isEmpty()
        && news.gaps().isEmpty()
        && news.lines().isEmpty()
        && news.states().isEmpty()) {
      return;
    }
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("mark", news.mark());
    told.put("restarts", news.restarts());
    told.put("gaps", news.gaps());
    told.put("lines", news.lines().stream().map(LogStream::line).toList());
    told.put("states", news.states().stream().map(LogStream::state).toList());
    told.put("more", news.more());
    emitter.send(SseEmitter.event().name("news").data(json.writeValueAsString(told), TEXT));
  }

  /** By places rather than by names: there may be a hundred thousand of them. */
  @SuppressWarnings("EnumOrdinal") // logs.js counts the kinds in the same order
  private static List<Object> line(LogReading.Numbered one) {
    LogLine line = one.line();
    return List.of(
        one.source(),
        line.number(),
        line.at(),
        line.kind().ordinal(),
        line.error() ? 1 : 0,
        line.text());
  }

  private static Map<String, Object> state(LogReading.Standing one) {
    FollowState state = one.state();
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("source", one.source());
    told.put("phase", state.phase().word());
    told.put("words", state.words());
    @Nullable Problem problem = state.problem();
    if (problem != null) {
      told.put("title", problem.title());
      told.put("tried", problem.tried());
      told.put("answered", problem.answered());
      told.put("advice", problem.advice());
    }
    return told;
  }
}
