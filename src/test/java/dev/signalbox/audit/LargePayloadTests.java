package dev.signalbox.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.audit.seal.IntegrityFixture;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockApiClient;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import dev.signalbox.testing.TestInstallation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** An event with a payload of one megabyte. */
@InstallationTest
class LargePayloadTests {

  private static final String ID = "00000000-0000-4000-8000-00000000b16b";

  /** More than 1 MiB of UTF-8, with an end marker. */
  private static final String PAYLOAD =
      "{\"log\":\"" + "Gleis 7, \\\"Köln\\\"\\n🚉 ".repeat(43_000) + "the end\"}";

  private static final String EVENT =
      "{\"action\":\"context.create\",\"actor\":{\"id\":\"1\",\"type\":\"user\"},"
          + "\"target\":{\"id\":\"7\",\"type\":\"context\"},\"payload\":"
          + PAYLOAD
          + ",\"occurred_at\":\"2026-01-12T13:50:54.123456789Z\",\"metadata\":{},\"id\":\""
          + ID
          + "\",\"version\":1,\"success\":true}";

  /** The beginning of its line in an export, which ends with the sender. */
  private static final String STORED = EVENT.substring(0, EVENT.length() - 1);

  private final IntegrityFixture integrity;
  private final MockBrowsers browsers;
  private final MockMvcTester console;
  private final JdbcClient database;
  private MockBrowser admin;

  @Autowired
  LargePayloadTests(
      BeanFactory beans, MockBrowsers browsers, MockMvcTester console, JdbcClient database) {
    this.integrity = new IntegrityFixture(beans);
    this.browsers = browsers;
    this.console = console;
    this.database = database;
    this.admin = browsers.open();
  }

  @BeforeEach
  void ingestEvent() {
    assertThat(PAYLOAD.getBytes(StandardCharsets.UTF_8).length).isGreaterThan(1 << 20);
    admin = browsers.signedIn(Persona.ADMIN);
    MockApiClient script =
        new MockApiClient(console, MockApiClient.newToken(admin, "audit_ingest"));
    assertThat(script.post("/api/v1/audit-events", EVENT))
        .hasStatusOk()
        .bodyJson()
        .extractingPath("$.stored")
        .isEqualTo(1);
  }

  @Test
  void isStoredUnmodified() {
    assertThat(
            database
                .sql("select payload::text from audit_event where id = :id")
                .param("id", UUID.fromString(ID))
                .query(String.class)
                .single()
                .equals(PAYLOAD))
        .isTrue();
  }

  @Test
  void isExportedUnmodified() {
    assertThat(file("/audit.jsonl").startsWith(STORED + ",\"sent_by\":")).isTrue();
    assertThat(file("/audit.csv").contains(",\"" + PAYLOAD.replace("\"", "\"\"") + "\",")).isTrue();
  }

  @Test
  void isShownInPart() {
    String page = MockBrowser.body(admin.get("/audit/" + ID));

    String beginning = PAYLOAD.substring(0, 30_000).replace("\"", "&quot;");
    assertThat(page.contains("<code>" + beginning)).isTrue();
    assertThat(page).contains("only its beginning");
  }

  @Test
  void isDownloadedUnmodified() {
    assertThat(MockBrowser.body(admin.get("/audit/" + ID + ".json")).startsWith(STORED)).isTrue();
  }

  @Test
  void isSealedAndVerified() {
    integrity.seal();
    assertThat(integrity.findings()).isEmpty();

    TestInstallation.clock().advance(Duration.ofSeconds(1));
    database
        .sql(
            "do $$ begin set local session_replication_role = replica; update audit_event set"
                + " payload = replace(payload::text, 'the end', 'the End')::json where action ="
                + " 'context.create'; end $$")
        .update();
    assertThat(integrity.findings()).singleElement().asString().contains(ID, "was changed");
  }

  private String file(String path) {
    return MockBrowser.body(admin.get(path + "?action=context.create"));
  }
}
