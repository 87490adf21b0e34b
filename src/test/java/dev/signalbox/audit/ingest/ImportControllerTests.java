package dev.signalbox.audit.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import jakarta.servlet.http.Cookie;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Uploads without JavaScript. */
@InstallationTest
class ImportControllerTests {

  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private final MockBrowsers browsers;
  private final MockMvcTester console;
  private final DatabaseTestClient records;
  private MockBrowser admin;

  @Autowired
  ImportControllerTests(MockBrowsers browsers, MockMvcTester console, JdbcClient database) {
    this.browsers = browsers;
    this.console = console;
    this.records = new DatabaseTestClient(database);
    this.admin = browsers.open();
  }

  @BeforeEach
  void signIn() {
    admin = browsers.signedIn(Persona.ADMIN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"just some text\nand more\n", "[]", "  \n", "[1, 2]", "{\"a\":1}"})
  void refusesAFileWithoutEvents(String content) {
    MvcTestResult answer = upload(content.getBytes(UTF_8));

    assertThat(answer).hasStatus(422);
    assertThat(answer).bodyText().contains("No events were imported", "0 imported");
  }

  @Test
  void refusesATruncatedGzipFile() throws IOException {
    byte[] gzip = gzip(event(1));

    MvcTestResult answer = upload(Arrays.copyOf(gzip, gzip.length - 9));

    assertThat(answer).hasStatus(422).bodyText().contains("truncated");
  }

  @Test
  void importsAnArray() {
    assertImported(upload(("[" + event(1) + ",\n " + event(2) + "]").getBytes(UTF_8)), 2);
  }

  @Test
  void importsGzip() throws IOException {
    assertImported(upload(gzip(event(1) + "\n" + event(2) + "\n")), 2);
    assertImported(upload(gzip("[" + event(3) + "]")), 3);
  }

  @Test
  void importsMoreEventsThanARequestOfTheApi() {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < IngestBody.MAX_EVENTS + 1; i++) {
      lines.append(event(i)).append('\n');
    }

    assertImported(upload(lines.toString().getBytes(UTF_8)), IngestBody.MAX_EVENTS + 1);
  }

  @Test
  void showsTheCounts() {
    upload((event(1) + "\nno event\n" + event(1) + "\n").getBytes(UTF_8));

    assertThat(admin.get("/audit/imports"))
        .bodyText()
        .contains("1 imported, 1 duplicates, 1 rejected", "Line 2: ");
  }

  private void assertImported(MvcTestResult answer, int total) {
    assertThat(answer).hasStatus3xxRedirection();
    assertThat(records.count("audit_event where action = 'context.create'")).isEqualTo(total);
  }

  private MvcTestResult upload(byte[] content) {
    Matcher token = TOKEN.matcher(MockBrowser.body(admin.get("/audit/imports")));
    assertThat(token.find()).isTrue();
    return console
        .post()
        .uri("/audit/imports")
        .multipart()
        .file(new MockMultipartFile("file", "events.jsonl", "application/octet-stream", content))
        .param("_csrf", token.group(1))
        .cookie(admin.cookies().values().toArray(Cookie[]::new))
        .exchange();
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  private static String event(int n) {
    return ("{\"action\":\"context.create\",\"actor\":{\"id\":\"1\",\"type\":\"user\"},"
            + "\"target\":{\"id\":\"7\",\"type\":\"context\"},"
            + "\"occurred_at\":\"2026-01-12T13:50:54.474Z\","
            + "\"id\":\"00000000-0000-4000-8000-%012d\",\"success\":true}")
        .formatted(n);
  }
}
