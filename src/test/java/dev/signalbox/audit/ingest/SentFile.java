package dev.signalbox.audit.ingest;

import dev.signalbox.sandbox.WireScript;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A file of events of October 2025, sent piece by piece to its end, whoever else sends it too.
 *
 * @param isDone whether the console says that it has all of it
 * @param position how many bytes it says it has
 */
public record SentFile(boolean isDone, int position) {

  private static final String IMPORTS = "/api/v1/audit-imports";
  private static final int PIECE = 20_000;

  /** Sends a file of so many events. */
  public static SentFile send(WireScript script, int events) {
    byte[] file =
        IntStream.range(0, events)
            .mapToObj(SentFile::event)
            .collect(Collectors.joining())
            .getBytes(StandardCharsets.UTF_8);
    JsonNode begun = json(script.send("PUT", begin(file.length), new byte[0]));
    String address = IMPORTS + "/" + begun.path("id").asString();
    SentFile state = of(begun);
    while (!state.isDone()) {
      int from = state.position();
      byte[] piece = Arrays.copyOfRange(file, from, Math.min(file.length, from + PIECE));
      HttpResponse<String> answer = script.send("PUT", address + "/pieces/" + from, piece);
      // 409 when somebody else was quicker
      state =
          of(json(answer.statusCode() == 409 ? script.send("GET", address, new byte[0]) : answer));
    }
    return state;
  }

  private static SentFile of(JsonNode state) {
    return new SentFile(state.path("done").asBoolean(), state.path("position").asInt());
  }

  private static String begin(int size) {
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
