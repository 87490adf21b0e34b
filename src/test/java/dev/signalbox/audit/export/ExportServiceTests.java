package dev.signalbox.audit.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockApiClient;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Exports of the log. */
@InstallationTest
class ExportServiceTests {

  private static final String EVENT =
      """
      {"action":"context.create","actor":{"id":"7","type":"user","name":"=cmd|' /C calc'!A0"},\
      "target":{"id":"c","type":"context","name":"a \\"quoted\\", comma"},\
      "payload":{"text":"line\\nfeed, \\u00e9 \\ud83d\\ude80","n":1.10},\
      "occurred_at":"2026-01-12T13:50:54.123456789Z","metadata":{"k":"v"},\
      "id":"00000000-0000-4000-8000-0000000000aa","version":1,\
      "scope":{"id":"a","type":"account"},"success":true,"request":{"id":"r-1"}}\
      """;

  /** The beginning of its line in an export, which ends with the sender. */
  private static final String STORED = EVENT.substring(0, EVENT.length() - 1);

  private final JsonMapper json = JsonMapper.shared();
  private final MockBrowsers browsers;
  private final MockMvcTester console;
  private final DatabaseTestClient records;
  private MockBrowser admin;

  @Autowired
  ExportServiceTests(MockBrowsers browsers, MockMvcTester console, JdbcClient database) {
    this.browsers = browsers;
    this.console = console;
    this.records = new DatabaseTestClient(database);
    this.admin = browsers.open();
  }

  @BeforeEach
  void ingestEvent() {
    admin = browsers.signedIn(Persona.ADMIN);
    MockApiClient script =
        new MockApiClient(console, MockApiClient.newToken(admin, "audit_ingest"));
    assertThat(script.post("/api/v1/audit-events", EVENT)).hasStatusOk();
  }

  @Test
  void exportsJsonLinesUnmodified() throws IOException {
    assertThat(lines("/audit.jsonl?action=context.create"))
        .first()
        .asString()
        .startsWith(STORED + ",\"sent_by\":\"admin\",\"received_at\":\"20");
  }

  @Test
  void exportsTheDocumentedFieldsInTheirOrder() throws IOException {
    List<String> lines = lines("/audit.csv?action=context.create");

    assertThat(lines.getFirst())
        .isEqualTo(
            "\"action\",\"actor\",\"target\",\"payload\",\"occurred_at\",\"metadata\",\"id\","
                + "\"version\",\"scope\",\"success\",\"request\",\"sent_by\",\"received_at\"");
    assertThat(lines.get(1))
        .startsWith("\"context.create\",\"{\"\"id\"\":\"\"7\"\",")
        .contains("\"2026-01-12T13:50:54.123456789Z\"", ",\"true\",\"{\"\"id\"\":\"\"r-1\"\"}\"");
  }

  @Test
  void namesTheSenderAndTheTimeOfReceipt() throws IOException {
    assertThat(lines("/audit.csv?action=context.create").get(1))
        .containsPattern("\"admin\",\"20\\d\\d-[0-9-]+T[0-9:.]+Z\"$");
    assertThat(lines("/audit.jsonl?source=signalbox"))
        .isNotEmpty()
        .noneMatch(line -> line.contains("sent_by"));
  }

  @Test
  void hasNoCellThatASpreadsheetReadsAsAFormula() throws IOException {
    assertThat(String.join("\n", lines("/audit.csv")))
        .doesNotContainPattern("(?m)(^|,)\"[=+\\-@\\t\\r]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "jsonl"})
  void endsWithTheEventOfTheExport(String ending) throws Exception {
    byte[] file = bytes("/audit." + ending + "?action=context.create");

    int last = lastLine(file);
    String text = new String(file, last, file.length - last, StandardCharsets.UTF_8);
    String hash =
        HexFormat.of()
            .formatHex(MessageDigest.getInstance("SHA-256").digest(Arrays.copyOf(file, last)));
    assertThat(text).contains("audit_log.downloaded", hash);
    DatabaseTestClient.Event event = records.event("audit_log.downloaded");
    assertThat(event.payload()).contains("\"events\":1", hash);
  }

  @Test
  void formatsItsLastLineAsTheDatabaseDoes() throws IOException {
    List<String> lines = lines("/audit.jsonl?action=context.create");

    assertThat(lines("/audit.jsonl?action=audit_log.downloaded")).contains(lines.getLast());
    assertThat(lines("/audit.csv?action=audit_log.downloaded")).contains(csvOf(lines.getLast()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "jsonl"})
  void compressesTheSameLines(String ending) throws IOException {
    byte[] packed = bytes("/audit." + ending + ".gz?action=context.create");

    try (GZIPInputStream plain = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      String text = new String(plain.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(text.lines().toList())
          .startsWith(lines("/audit." + ending + "?action=context.create").getFirst())
          .hasSize(ending.equals("csv") ? 3 : 2);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "actor=x' or true --",
        "target=$$ or true",
        "request=') or true) to stdout --",
        "q=%' or '1'='1",
        "action=%",
        "actor=\\",
      })
  void doesNotInterpretFilterValuesAsSql(String filter) throws IOException {
    int equals = filter.indexOf('=') + 1;
    String encoded = URLEncoder.encode(filter.substring(equals), StandardCharsets.UTF_8);

    assertThat(lines("/audit.jsonl?" + filter.substring(0, equals) + encoded))
        .singleElement()
        .asString()
        .contains("audit_log.downloaded");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "actor=7",
        "actor==cmd",
        "target=c",
        "request=r-1",
        "q=line",
        "outcome=done&action=context.",
        "from=2026-01-12T13:50&until=2026-01-12T13:51",
        "source=imported",
        "source=Imported&action=context.create",
      })
  void findsByEachFilter(String filter) throws IOException {
    assertThat(lines("/audit.jsonl?" + filter)).anyMatch(line -> line.startsWith(STORED));
  }

  @Test
  void writesMultilineJsonOnOneLine() throws IOException {
    MockApiClient script =
        new MockApiClient(console, MockApiClient.newToken(admin, "audit_ingest"));
    String spread =
        "["
            + EVENT.replace("00aa", "00bb").replace("{\"k\":\"v\"}", "{\n  \"k\":\r\n  \"v\" }")
            + "]";
    assertThat(script.post("/api/v1/audit-events", spread)).hasStatusOk();

    assertThat(lines("/audit.jsonl?action=context.create"))
        .hasSize(3)
        .allSatisfy(line -> assertThat(json.readTree(line).isObject()).isTrue());
  }

  @Test
  void rejectsAnInvalidTimeInTheApi() {
    MockApiClient script = new MockApiClient(console, MockApiClient.newToken(admin, "read"));

    assertThat(script.get("/api/v1/audit-events.csv?from=yesterday"))
        .hasStatus(422)
        .bodyText()
        .contains("\"field\":\"from\"");
  }

  @Test
  void estimatesTheSize() {
    assertThat(admin.get("/audit/exports?action=context.create"))
        .hasStatusOk()
        .bodyText()
        .contains("About 1 event, ");
  }

  private static String csvOf(String line) {
    JsonNode event = JsonMapper.shared().readTree(line);
    return List.of(
            "action",
            "actor",
            "target",
            "payload",
            "occurred_at",
            "metadata",
            "id",
            "version",
            "scope",
            "success",
            "request",
            "sent_by",
            "received_at")
        .stream()
        .map(event::path)
        .map(
            value ->
                value.isMissingNode()
                    ? ""
                    : '"'
                        + (value.isValueNode() ? value.asString() : value.toString())
                            .replace("\"", "\"\"")
                        + '"')
        .reduce((a, b) -> a + "," + b)
        .orElseThrow();
  }

  private static int lastLine(byte[] file) {
    int at = file.length - 2;
    while (at > 0 && file[at - 1] != '\n') {
      at--;
    }
    return at;
  }

  private List<String> lines(String path) {
    return new String(bytes(path), StandardCharsets.UTF_8).lines().toList();
  }

  private byte[] bytes(String path) {
    var answer = admin.get(path);
    assertThat(answer).hasStatusOk();
    return answer.getResponse().getContentAsByteArray();
  }
}
