package dev.signalbox.sandbox.nomad;

import dev.signalbox.sandbox.nomad.LogBook.Piece;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** {@code /v1/client/fs/logs/…}: frames of JSON one after the other, or the bytes themselves. */
final class LogEndpoint {

  private static final long HEARTBEAT = 1000;

  private LogEndpoint() {}

  static Reply logs(Call call) {
    String task = call.exchange().parameter("task").orElse("");
    String type = call.exchange().parameter("type").orElse("");
    if (task.isEmpty()) {
      return Reply.error(400, "must provide task name");
    }
    if (!type.equals("stdout") && !type.equals("stderr")) {
      return Reply.error(400, "must provide log type (stdout/stderr)");
    }
    Optional<Reply> unreachable = AllocEndpoints.unreachable(call);
    if (unreachable.isPresent()) {
      return unreachable.get();
    }
    AllocState alloc = call.state().alloc(call.taken()).orElseThrow();
    if (alloc.specs.stream().noneMatch(spec -> spec.name().equals(task))) {
      return Reply.error(400, "unknown task name \"" + task + "\"");
    }
    if (alloc.tasks.isEmpty()) {
      return Reply.error(404, "task \"" + task + "\" not started yet. No logs available");
    }
    LogBook.Key key = new LogBook.Key(call.taken(), task, type);
    if (!call.state().logs.knows(key)) {
      return Reply.error(404, "state for allocation \"" + call.taken() + "\" not found on client");
    }
    boolean fromEnd = call.exchange().parameter("origin").orElse("start").equals("end");
    long offset = call.exchange().parameter("offset").map(Call::number).orElse(0L);
    LogBook.Reader reader = call.state().logs.read(key, fromEnd, offset);
    boolean plain = call.exchange().flag("plain");
    boolean follow = call.exchange().flag("follow");
    return new Reply.Stream(
        exchange -> {
          try (OutputStream out = exchange.chunks(plain ? "text/plain" : "application/json")) {
            write(call, key, reader, plain, follow, out);
          }
        });
  }

  private static void write(
      Call call,
      LogBook.Key key,
      LogBook.Reader reader,
      boolean plain,
      boolean follow,
      OutputStream out)
      throws IOException, InterruptedException {
    while (true) {
      @Nullable Piece piece = reader.next(follow ? HEARTBEAT : 0);
      if (piece == null && !follow) {
        return;
      }
      if (piece != null) {
        out.write(plain ? piece.data() : frame(key, piece).getBytes(StandardCharsets.UTF_8));
      } else if (!plain) {
        out.write("{}".getBytes(StandardCharsets.UTF_8));
      }
      out.flush();
      if (piece == null && over(call)) {
        return;
      }
    }
  }

  /** A log ends when its allocation does, and when nobody knows it any more. */
  private static boolean over(Call call) {
    return call.state().alloc(call.taken()).map(AllocState::clientTerminal).orElse(true);
  }

  private static String frame(LogBook.Key key, Piece piece) {
    ObjectNode json = Json.object();
    if (piece.end() > 0) {
      json.put("Offset", piece.end());
    }
    if (piece.data().length > 0) {
      json.put("Data", piece.data());
    }
    json.put("File", "alloc/logs/" + key.task() + "." + key.stream() + "." + piece.file());
    if (!piece.note().isEmpty()) {
      json.put("FileEvent", piece.note());
    }
    return json.toString();
  }
}
