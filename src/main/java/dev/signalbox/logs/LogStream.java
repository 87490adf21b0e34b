package dev.signalbox.logs;

import dev.signalbox.live.SseContent;
import dev.signalbox.web.ProblemPanel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.json.JsonMapper;

/**
 * The log lines that one page follows. Lines stay in the shared buffer until they are sent, so a
 * slow client needs no additional memory.
 */
final class LogStream implements SseContent {

  private static final MediaType TEXT = new MediaType("text", "plain", StandardCharsets.UTF_8);

  private final LogReader reader;
  private final JsonMapper json;
  private final Consumer<LogStream> onClose;
  private volatile boolean due;
  private volatile boolean more;

  /**
   * Creates a stream.
   *
   * @param onClose called after the stream has closed
   */
  LogStream(LogReader reader, JsonMapper json, Consumer<LogStream> onClose) {
    this.reader = reader;
    this.json = json;
    this.onClose = onClose;
  }

  /** Lets the stream send the lines that have arrived since the last call. */
  void allowUpdate() {
    due = true;
  }

  @Override
  public boolean hasUpdate() {
    return more || (due && reader.hasUpdate());
  }

  @Override
  public void send(SseEmitter emitter) throws IOException {
    // first, so that a call of allowUpdate meanwhile is not lost
    due = false;
    LogReader.LogUpdate update = reader.next();
    more = update.more();
    send(update, emitter);
  }

  @Override
  public void close() {
    reader.close();
    onClose.accept(this);
  }

  private void send(LogReader.LogUpdate update, SseEmitter emitter) throws IOException {
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
        line.ordinal(),
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
        "linesBefore", one.size().linesBefore(),
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
