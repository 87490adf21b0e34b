package dev.signalbox.audit.ingest;

import dev.signalbox.testing.HttpApiClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Uploads a file of events of October 2025 in chunks, also while others upload the same file.
 *
 * @param isDone whether the import is complete
 * @param position the last position returned, in bytes
 */
public record FileUpload(boolean isDone, int position) {

  private static final String IMPORTS = "/api/v1/audit-imports";
  private static final int CHUNK_BYTES = 20_000;

  /** Uploads a file with a number of events. */
  public static FileUpload send(HttpApiClient script, int events) {
    byte[] file =
        IntStream.range(0, events)
            .mapToObj(FileUpload::event)
            .collect(Collectors.joining())
            .getBytes(StandardCharsets.UTF_8);
    JsonNode begun = json(script.send("PUT", start(file.length), new byte[0]));
    String address = IMPORTS + "/" + begun.path("id").asString();
    FileUpload state = of(begun);
    while (!state.isDone()) {
      int from = state.position();
      byte[] piece = Arrays.copyOfRange(file, from, Math.min(file.length, from + CHUNK_BYTES));
      HttpResponse<String> answer = script.send("PUT", address + "/chunks/" + from, piece);
      // 409 if another upload was faster
      state =
          of(json(answer.statusCode() == 409 ? script.send("GET", address, new byte[0]) : answer));
    }
    return state;
  }

  private static FileUpload of(JsonNode state) {
    return new FileUpload(state.path("done").asBoolean(), state.path("position").asInt());
  }

  private static String start(int size) {
    return IMPORTS + "?name=october.jsonl&size=" + size;
  }

  private static JsonNode json(HttpResponse<String> answer) {
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
    return JsonMapper.shared().readTree(answer.body());
  }

  private static String event(int n) {
    return ("{\"action\":\"deploy.started\",\"actor\":{\"id\":\"1\",\"type\":\"user\"},"
            + "\"target\":{\"id\":\"7\",\"type\":\"pod\"},"
            + "\"occurred_at\":\"2025-10-12T13:50:54.474Z\","
            + "\"id\":\"00000000-0000-4000-8000-%012d\",\"success\":true}\n")
        .formatted(n);
  }
}
