package dev.signalbox.audit.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockApiClient;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import dev.signalbox.testing.RequiresCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Common CSV readers return every value unmodified. */
@InstallationTest
@RequiresCommand(value = "python3", debianPackage = "python3")
class CsvReadersTests {

  private static final List<String> FIELDS =
      List.of(
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
          "request");

  private static final List<String> SENDER = List.of("sent_by", "received_at");

  /** Names with payloads. */
  private static final List<List<String>> STRANGE =
      List.of(
          List.of("plain", "{}"),
          List.of("a, comma", "{\"t\":\"x,y;z\"}"),
          List.of("a \\\"quote\\\" and ''", "{\"\\\"\":\"\\\\\\\"\"}"),
          List.of("=cmd|' /C calc'!A0", "{\"=1+1\":\"=1+1\"}"),
          List.of("+49 30 1234", "{\"+\":\"+1\"}"),
          List.of("-1", "{\"-\":-1.0}"),
          List.of("@SUM(A1:A9)", "{\"@\":\"@SUM(A1)\"}"),
          List.of("\\ttab", "{\"\\t\":\"\\t=1\"}"),
          List.of("  blanks  ", "{\"t\":\"  \"}"),
          List.of("Grüße aus Köln", "{\"ß\":\"\\u00e9 é\"}"),
          List.of("東京 한국어 العربية", "{\"漢字\":\"かな\"}"),
          List.of("🚉 👩‍🚒", "{\"e\":\"\\ud83d\\ude80 🚀\"}"),
          List.of("line\\r\\nends\\n", "{\"t\":\"\\u0001 \u2028\"}"),
          List.of("numbers", "{\"n\":12345678901234567890.10,\"m\":1e400}"),
          List.of("spread", "{\r\n  \"a\": 1,\n\n\t\"b\" : [ 1.50,\r\n\"\" ]\r\n}"));

  /** UTF-8, and all columns as text: otherwise true becomes TRUE. */
  private static final String OPEN =
      "CSV:44,34,76,1,1/2/2/2/3/2/4/2/5/2/6/2/7/2/8/2/9/2/10/2/11/2/12/2/13/2,1033";

  private static final String SAVE = "csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,true,true";

  private final MockBrowsers browsers;
  private final MockMvcTester console;
  private final List<List<String>> rows = rows();

  @TempDir
  @SuppressWarnings("NullAway.Init") // by JUnit
  private Path folder;

  @Autowired
  CsvReadersTests(MockBrowsers browsers, MockMvcTester console) {
    this.browsers = browsers;
    this.console = console;
  }

  @BeforeEach
  void download() throws IOException {
    MockBrowser admin = browsers.signedIn(Persona.ADMIN);
    MockApiClient script =
        new MockApiClient(console, MockApiClient.newToken(admin, "audit_ingest"));
    assertThat(script.post("/api/v1/audit-events", json()))
        .hasStatusOk()
        .bodyJson()
        .extractingPath("$.stored")
        .isEqualTo(rows.size());
    MvcTestResult answer = admin.get("/audit.csv?action=context.create");
    assertThat(answer).hasStatusOk();
    Files.write(file(), answer.getResponse().getContentAsByteArray());
  }

  @Test
  void pythonReadsEveryValue() throws Exception {
    assertThat(readByPython(file())).isEqualTo(rows);
  }

  @Test
  @RequiresCommand(value = "soffice", debianPackage = "libreoffice-calc")
  void libreOfficeReadsEveryValue() throws Exception {
    Path out = folder.resolve("out");

    ExternalProgram.run(
        folder,
        "soffice",
        "-env:UserInstallation=" + folder.resolve("profile").toUri(),
        "--headless",
        "--norestore",
        "--infilter=" + OPEN,
        "--convert-to",
        SAVE,
        "--outdir",
        out.toString(),
        file().toString());

    // LibreOffice normalizes line ends; here they only separate JSON tokens
    assertThat(readByPython(out.resolve(file().getFileName())))
        .isEqualTo(
            rows.stream()
                .map(row -> row.stream().map(cell -> cell.replace("\r\n", "\n")).toList())
                .toList());
  }

  /** Returns the rows between the header and the event of the export. */
  private List<List<String>> readByPython(Path csv) throws Exception {
    byte[] printed =
        ExternalProgram.run(
            folder,
            "python3",
            "-c",
            """
            import csv, json, sys
            with open(sys.argv[1], newline='', encoding='utf-8') as file:
                print(json.dumps(list(csv.reader(file, strict=True))))
            """,
            csv.toString());
    List<List<String>> read = new ArrayList<>();
    for (JsonNode row : JsonMapper.shared().readTree(printed)) {
      read.add(row.valueStream().map(JsonNode::asString).toList());
    }
    assertThat(read.getFirst()).isEqualTo(Stream.concat(FIELDS.stream(), SENDER.stream()).toList());
    assertThat(read.getLast().getFirst()).isEqualTo("audit_log.downloaded");
    return read.subList(1, read.size() - 1).stream()
        .map(row -> row.subList(0, FIELDS.size()))
        .toList();
  }

  private Path file() {
    return folder.resolve("audit-log.csv");
  }

  /** Returns the cells of each event; absent fields are empty. */
  private static List<List<String>> rows() {
    List<List<String>> rows = new ArrayList<>();
    for (List<String> strange : STRANGE) {
      String name = strange.getFirst();
      boolean odd = rows.size() % 2 == 1;
      rows.add(
          List.of(
              "context.create",
              "{\"id\":\"7\",\"type\":\"user\",\"name\":\"%s\"}".formatted(name),
              "{ \"id\" :\"c\", \"type\":\"context\",\"name\":\"%s\"}".formatted(name),
              strange.getLast(),
              "2026-01-12T13:50:54.123456789Z",
              "{\"%s\":\"v\"}".formatted(name),
              "00000000-0000-4000-8000-%012d".formatted(rows.size()),
              "%d".formatted(rows.size()),
              odd ? "{}" : "",
              odd ? "true" : "false",
              odd ? "" : "{\"id\":\"\"}"));
    }
    return rows;
  }

  private String json() {
    return rows.stream().map(CsvReadersTests::json).collect(Collectors.joining(",", "[", "]"));
  }

  private static String json(List<String> row) {
    List<String> fields = new ArrayList<>();
    for (int at = 0; at < row.size(); at++) {
      String field = FIELDS.get(at);
      boolean isText = List.of("action", "occurred_at", "id").contains(field);
      if (!row.get(at).isEmpty()) {
        fields.add("\"%s\":%s".formatted(field, isText ? '"' + row.get(at) + '"' : row.get(at)));
      }
    }
    return fields.stream().collect(Collectors.joining(",", "{", "}"));
  }
}
