package dev.signalbox.sandbox.nomad;

import dev.signalbox.sandbox.nomad.TaskLogStore.Chunk;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Endpoint {@code /v1/client/fs/logs}: concatenated JSON frames, or plain bytes. */
final class TaskLogEndpoint {

  private static final long HEARTBEAT_MILLIS = 1000;

  private TaskLogEndpoint() {}

  static NomadStubResponse logs(NomadApiCall call) {
    String task = call.exchange().parameter("task").orElse("");
    String type = call.exchange().parameter("type").orElse("");
    if (task.isEmpty()) {
      return NomadStubResponse.error(400, "must provide task name");
    }
    if (!type.equals("stdout") && !type.equals("stderr")) {
      return NomadStubResponse.error(400, "must provide log type (stdout/stderr)");
    }
    Optional<NomadStubResponse> unreachable = AllocationEndpoints.unreachable(call);
    if (unreachable.isPresent()) {
      return unreachable.get();
    }
    StoredAllocation alloc = call.state().alloc(call.pathVariable()).orElseThrow();
    if (alloc.specs.stream().noneMatch(spec -> spec.name().equals(task))) {
      return NomadStubResponse.error(400, "unknown task name \"" + task + "\"");
    }
    if (alloc.tasks.isEmpty()) {
      return NomadStubResponse.error(
          404, "task \"" + task + "\" not started yet. No logs available");
    }
    TaskLogStore.LogKey key = new TaskLogStore.LogKey(call.pathVariable(), task, type);
    if (!call.state().logs.contains(key)) {
      return call.profile().reportsDeletedLogsAsNotFound()
          ? NomadStubResponse.error(
              404, "state for allocation " + call.pathVariable() + " not found on client")
          : NomadStubResponse.error(
              500, "failed to list entries: " + missingDirectory(call.pathVariable()));
    }
    boolean fromEnd = call.exchange().parameter("origin").orElse("start").equals("end");
    long offset = call.exchange().parameter("offset").map(NomadApiCall::number).orElse(0L);
    TaskLogStore.LogReader reader = call.state().logs.read(key, fromEnd, offset);
    boolean plain = call.exchange().hasFlag("plain");
    boolean follow = call.exchange().hasFlag("follow");
    return new NomadStubResponse.StreamBody(
        exchange -> {
          try (OutputStream out = exchange.chunks(plain ? "text/plain" : "application/json")) {
            write(call, key, reader, plain, follow, out);
          }
        });
  }

  static String missingDirectory(String alloc) {
    return "open /opt/nomad/data/alloc/" + alloc + "/alloc/logs: no such file or directory";
  }

  private static void write(
      NomadApiCall call,
      TaskLogStore.LogKey key,
      TaskLogStore.LogReader reader,
      boolean plain,
      boolean follow,
      OutputStream out)
      throws IOException, InterruptedException {
    while (true) {
      @Nullable Chunk chunk = reader.next(follow ? HEARTBEAT_MILLIS : 0);
      if (chunk == null && !follow) {
        return;
      }
      if (chunk != null) {
        out.write(plain ? chunk.data() : frame(key, chunk).getBytes(StandardCharsets.UTF_8));
      } else if (!plain) {
        out.write("{}".getBytes(StandardCharsets.UTF_8));
      }
      out.flush();
      if (chunk == null && hasEnded(call)) {
        return;
      }
    }
  }

  /** Returns whether the allocation is terminal or no longer exists. */
  private static boolean hasEnded(NomadApiCall call) {
    return call.state()
        .alloc(call.pathVariable())
        .map(StoredAllocation::isClientTerminal)
        .orElse(true);
  }

  private static String frame(TaskLogStore.LogKey key, Chunk chunk) {
    ObjectNode json = JsonNodes.object();
    if (chunk.end() > 0) {
      json.put("Offset", chunk.end());
    }
    if (chunk.data().length > 0) {
      json.put("Data", chunk.data());
    }
    json.put("File", "alloc/logs/" + key.task() + "." + key.stream() + "." + chunk.file());
    if (!chunk.note().isEmpty()) {
      json.put("FileEvent", chunk.note());
    }
    return json.toString();
  }
}
