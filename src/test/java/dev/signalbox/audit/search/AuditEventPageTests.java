package dev.signalbox.audit.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockApiClient;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import dev.signalbox.testing.TestProcess;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.util.HtmlUtils;

@InstallationTest
class AuditEventPageTests {

  private static final String ID = "00000000-0000-4000-8000-00000000b16c";
  private static final int MIB = 1 << 20;

  private final MockBrowsers browsers;
  private final MockMvcTester console;
  private MockBrowser admin;

  @Autowired
  AuditEventPageTests(MockBrowsers browsers, MockMvcTester console) {
    this.browsers = browsers;
    this.console = console;
    this.admin = browsers.open();
  }

  @BeforeEach
  void signIn() {
    admin = browsers.signedIn(Persona.ADMIN);
  }

  @Test
  void cutsTheLargestEventOfMillionsOfObjects() {
    String payload = "{\"rows\":[" + "{\"a\":1},".repeat(2_097_000) + "{\"z\":2}]}";
    store(payload, "{}");

    assertCut(page(), "16.0 MiB");
    String event = event(payload, "{}");
    assertThat(download().startsWith(event.substring(0, event.length() - 1))).isTrue();
  }

  /** The tests of this process have more memory. */
  @Test
  void cutsTheLargestEventWithAHeapOf700Mb() throws Exception {
    assertThat(
            TestProcess.run(
                AuditEventPageTests.class, "cutsTheLargestEventOfMillionsOfObjects", "-Xmx700m"))
        .isEqualTo("1 tests, 0 failures");
  }

  @Test
  void cutsALongTextThatGrowsWithEscapes() {
    String payload = "{\"text\":\"" + "\\\"".repeat(7 * MIB) + "\"}";
    store(payload, "{}");

    assertCut(page(), "14.0 MiB");
  }

  @Test
  void cutsManyFieldsAndFieldsOtherThanThePayload() {
    StringBuilder fields = new StringBuilder("{\"0\":\"\"");
    for (int i = 1; i < 200_000; i++) {
      fields.append(",\"").append(i).append("\":\"<&>\"");
    }
    store(fields + "}", fields + "}");

    assertCut(page(), "MiB");
  }

  @Test
  void cutsWithinWhitespaceAndNumbers() {
    store("{\"spaces\":" + " ".repeat(MIB) + "1}", "{}");
    assertCut(page(), "1.0 MiB");
  }

  @Test
  void neverShowsTheBeginningOfANumber() {
    store("{\"n\":" + " ".repeat(AuditEvent.MAX_SHOWN - 8) + "987654321}", "{}");

    assertThat(formatted(page())).doesNotContain("987", "\"n\" : 9");
  }

  @Test
  void showsASmallEventCompletely() {
    store("{\"a\":1}", "{}");

    assertThat(page()).doesNotContain("only its beginning").contains("/audit/" + ID + ".json");
  }

  @Test
  void showsNumbersAndDuplicateKeysAsStored() {
    store("{\"a\":0.123456789012345678901,\"b\":10.10,\"c\":1e400,\"d\":1,\"d\":2}", "{}");

    String page = page();
    assertThat(formatted(page))
        .contains("0.123456789012345678901", ": 10.10", ": 1e400", "\"d\" : 1", "\"d\" : 2");
    assertThat(page)
        .contains(
            "<dd>0.123456789012345678901</dd>",
            "<dd>10.10</dd>",
            "<dd>1e400</dd>",
            "<dd>1</dd>",
            "<dd>2</dd>");
  }

  @Test
  void saysWhoSentTheEventAndWhen() {
    store("{\"a\":1}", "{}");

    assertThat(page()).containsPattern("Sent by admin</span>, received");
    assertThat(admin.get("/audit?action=context.create")).bodyText().contains("sent by admin");
    assertThat(admin.get("/audit?source=signalbox")).bodyText().doesNotContain("sent by admin");
    assertThat(admin.get("/audit?source=imported")).bodyText().contains("sent by admin");
    assertThat(admin.get("/audit?source=else")).hasStatus(422);
  }

  @Test
  void respondsToUnknownDownloadsWith404() {
    assertThat(admin.get("/audit/00000000-0000-4000-8000-000000000404.json")).hasStatus(404);
    assertThat(admin.get("/audit/x.json")).hasStatus(404);
  }

  private static void assertCut(String page, String size) {
    assertThat(page.getBytes(StandardCharsets.UTF_8).length).isLessThan(MIB);
    assertThat(page).contains("only its beginning", size, "/audit/" + ID + ".json");
  }

  private static String formatted(String page) {
    int start = page.indexOf("aria-label=\"Formatted JSON\"");
    return HtmlUtils.htmlUnescape(page.substring(start, page.indexOf("</code>", start)));
  }

  private String page() {
    return MockBrowser.body(admin.get("/audit/" + ID));
  }

  private String download() {
    return MockBrowser.body(admin.get("/audit/" + ID + ".json"));
  }

  private void store(String payload, String metadata) {
    MockApiClient script =
        new MockApiClient(console, MockApiClient.newToken(admin, "audit_ingest"));
    assertThat(script.post("/api/v1/audit-events", event(payload, metadata)))
        .hasStatusOk()
        .bodyJson()
        .extractingPath("$.stored")
        .isEqualTo(1);
  }

  private static String event(String payload, String metadata) {
    return "{\"action\":\"context.create\",\"actor\":{\"id\":\"1\",\"type\":\"user\"},"
        + "\"target\":{\"id\":\"7\",\"type\":\"context\"},\"payload\":"
        + payload
        + ",\"occurred_at\":\"2026-01-12T13:50:54.123456789Z\",\"metadata\":"
        + metadata
        + ",\"id\":\""
        + ID
        + "\",\"version\":1,\"success\":true}";
  }
}
