package dev.signalbox.audit.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockApiClient;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Imports of files in chunks. */
@InstallationTest
class FileImportServiceTests {

  private static final int EVENTS = 500;

  private final MockBrowsers browsers;
  private final MockMvcTester console;
  private final DatabaseTestClient records;
  private MockBrowser admin;
  private MockApiClient script;

  @Autowired
  FileImportServiceTests(MockBrowsers browsers, MockMvcTester console, JdbcClient database) {
    this.browsers = browsers;
    this.console = console;
    this.records = new DatabaseTestClient(database);
    this.admin = browsers.open();
    this.script = new MockApiClient(console, "");
  }

  @BeforeEach
  void createToken() {
    admin = browsers.signedIn(Persona.ADMIN);
    script = new MockApiClient(console, MockApiClient.newToken(admin, "audit_ingest"));
  }

  @Test
  void importsChunksThatEndAnywhere() {
    byte[] file = file(EVENTS);

    JsonNode end = upload(file, 777 * 3);

    assertThat(end.path("done").asBoolean()).isTrue();
    assertThat(end.path("stored").asInt()).isEqualTo(EVENTS);
    assertThat(stored()).isEqualTo(EVENTS);
    assertThat(records.event("audit_log.imported").payload()).contains("\"stored\":500");
  }

  @Test
  void resumesAnInterruptedImport() {
    byte[] file = file(EVENTS);
    JsonNode begun = start(file);
    JsonNode half = json(uploadChunk(begun, 0, Arrays.copyOf(file, file.length / 2)));

    JsonNode again = start(file);

    assertThat(again.path("id")).isEqualTo(begun.path("id"));
    assertThat(again.path("position")).isEqualTo(half.path("position"));
    assertThat(upload(file, 1 << 20).path("stored").asInt()).isEqualTo(EVENTS);
  }

  @Test
  void startsAgainForAnotherVersionOfTheFile() {
    byte[] file = file(EVENTS);
    JsonNode begun = start(file, "one");
    uploadChunk(begun, 0, Arrays.copyOf(file, file.length / 2));

    JsonNode other = start(file, "other");

    assertThat(other.path("id")).isNotEqualTo(begun.path("id"));
    assertThat(other.path("position").asLong()).isZero();
    assertThat(start(file, "one").path("id")).isEqualTo(begun.path("id"));
  }

  @Test
  void rejectsAChunkAtAnotherPosition() {
    byte[] file = file(EVENTS);
    JsonNode begun = start(file);

    assertThat(uploadChunk(begun, 5, file))
        .hasStatus(409)
        .bodyText()
        .contains("The next chunk starts at byte 0.");
    assertThat(stored()).isZero();
  }

  @Test
  void storesConcurrentUploadsOnce() throws Exception {
    byte[] file = file(EVENTS);
    JsonNode begun = start(file);

    try (ExecutorService both = Executors.newFixedThreadPool(2)) {
      Callable<MvcTestResult> sending = () -> uploadChunk(begun, 0, file);
      for (var sent : both.invokeAll(List.of(sending, sending))) {
        assertThat(sent.get().getResponse().getStatus()).isIn(200, 409);
      }
    }

    assertThat(stored()).isEqualTo(EVENTS);
    assertThat(records.count("audit_event where action = 'audit_log.imported'")).isEqualTo(1);
  }

  @Test
  void listsRejectedLines() {
    byte[] file = (event(1) + "\n\nnot json\n" + event(2)).getBytes(StandardCharsets.UTF_8);

    JsonNode end = upload(file, 1 << 20);

    assertThat(end.path("stored").asInt()).isEqualTo(2);
    assertThat(end.path("first_rejected").path(0).asString()).startsWith("Line 3: ");
    assertThat(admin.get("/audit/imports"))
        .hasStatusOk()
        .bodyText()
        .contains("Done with errors", "Line 3: ", "2 imported, 0 duplicates, 1 rejected");
  }

  @Test
  void rejectsAChunkWithoutALineEnd() {
    byte[] file = file(EVENTS);

    assertThat(uploadChunk(start(file), 0, Arrays.copyOf(file, 40))).hasStatus(422);
  }

  @Test
  void importsArraysAndGzipInOneChunk() throws Exception {
    byte[] array = ("[" + event(1) + "," + event(2) + "]").getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write((event(3) + "\n" + event(4)).getBytes(StandardCharsets.UTF_8));
    }

    for (byte[] file : List.of(array, packed.toByteArray())) {
      JsonNode end = upload(file, 1 << 20);

      assertThat(end.path("done").asBoolean()).isTrue();
      assertThat(end.path("stored").asInt()).isEqualTo(2);
      assertThat(end.path("rejected").asInt()).isZero();
    }
    assertThat(stored()).isEqualTo(4);
  }

  @Test
  void rejectsChunksOfArraysAndInvalidGzip() {
    byte[] array = ("[" + event(1) + ",\n" + event(2) + "]").getBytes(StandardCharsets.UTF_8);
    byte[] gzip = {0x1f, (byte) 0x8b, '\n', 'x'};

    assertThat(uploadChunk(start(array), 0, Arrays.copyOf(array, array.length - 9)))
        .hasStatus(415)
        .bodyText()
        .contains("Only JSON Lines can be split");
    assertThat(uploadChunk(start(gzip), 0, gzip)).hasStatus(400).bodyText().contains("gzip");
    assertThat(stored()).isZero();
  }

  private JsonNode upload(byte[] file, int length) {
    JsonNode state = start(file);
    while (!state.path("done").asBoolean()) {
      int from = state.path("position").asInt();
      int until = Math.min(file.length, from + length);
      MvcTestResult answer = uploadChunk(state, from, Arrays.copyOfRange(file, from, until));
      assertThat(answer).hasStatusOk();
      state = json(answer);
    }
    return state;
  }

  private JsonNode start(byte[] file) {
    return start(file, "");
  }

  private JsonNode start(byte[] file, String version) {
    MvcTestResult answer =
        script.send(
            HttpMethod.PUT,
            "/api/v1/audit-imports?name=hour.jsonl&size=" + file.length + "&version=" + version,
            request -> request);
    assertThat(answer).hasStatusOk();
    return json(answer);
  }

  private MvcTestResult uploadChunk(JsonNode state, int from, byte[] bytes) {
    return script.send(
        HttpMethod.PUT,
        "/api/v1/audit-imports/" + state.path("id").asString() + "/chunks/" + from,
        request -> request.contentType("application/octet-stream").content(bytes));
  }

  private static JsonNode json(MvcTestResult answer) {
    return JsonMapper.shared().readTree(answer.getResponse().getContentAsByteArray());
  }

  private long stored() {
    return records.count("audit_event where action = 'context.create'");
  }

  private static byte[] file(int events) {
    return IntStream.range(0, events)
        .mapToObj(FileImportServiceTests::event)
        .collect(Collectors.joining("\n", "", "\n"))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String event(int n) {
    return ("{\"action\":\"context.create\",\"actor\":{\"id\":\"1\",\"type\":\"user\"},"
            + "\"target\":{\"id\":\"7\",\"type\":\"context\",\"name\":\"Gleis %d ä\"},"
            + "\"occurred_at\":\"2026-01-12T13:50:54.474Z\","
            + "\"id\":\"00000000-0000-4000-8000-%012d\",\"success\":true}")
        .formatted(n, n);
  }
}
