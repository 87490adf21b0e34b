package dev.signalbox.audit.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockApiClient;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** Requests above the concurrency limit get 429 with Retry-After. */
@InstallationTest
class IngestLimiterTests {

  private static final String EVENT =
      """
      {"action":"context.create","actor":{"id":"1","type":"user"},\
      "target":{"id":"7","type":"context"},"occurred_at":"2026-01-12T13:50:54.474Z",\
      "id":"00000000-0000-4000-8000-000000000001","success":true}
      """;

  private final IngestLimiter limiter;
  private final MockBrowsers browsers;
  private final MockMvcTester console;
  private final DatabaseTestClient records;
  private MockBrowser admin;
  private MockApiClient script;
  private int acquired;

  @Autowired
  IngestLimiterTests(
      IngestLimiter limiter, MockBrowsers browsers, MockMvcTester console, JdbcClient database) {
    this.limiter = limiter;
    this.browsers = browsers;
    this.console = console;
    this.records = new DatabaseTestClient(database);
    this.admin = browsers.open();
    this.script = new MockApiClient(console, "");
  }

  @BeforeEach
  void acquireAllSlots() {
    admin = browsers.signedIn(Persona.ADMIN);
    script = new MockApiClient(console, MockApiClient.newToken(admin, "audit_ingest"));
    while (limiter.tryAcquire()) {
      acquired++;
    }
  }

  @AfterEach
  void releaseSlots() {
    for (; acquired > 0; acquired--) {
      limiter.release();
    }
  }

  @Test
  void rejectsARequestWithoutStoringAnything() {
    assertThat(script.post("/api/v1/audit-events", EVENT))
        .hasStatus(429)
        .hasHeader("Retry-After", "1")
        .bodyText()
        .contains("urn:signalbox:problem:busy", "Nothing was stored");
    assertThat(stored()).isZero();
  }

  @Test
  void acceptsTheRequestOnceASlotIsFree() {
    limiter.release();
    acquired--;

    assertThat(script.post("/api/v1/audit-events", EVENT)).hasStatusOk();
    assertThat(script.post("/api/v1/audit-events", "{}\n".repeat(10_001))).hasStatus(413);
    assertThat(script.post("/api/v1/audit-events", EVENT)).hasStatusOk();
    assertThat(stored()).isEqualTo(1);
  }

  @Test
  void rejectsAChunkOfThePage() {
    String piece = "/audit/imports/" + UUID.randomUUID() + "/chunks/0";

    assertThat(admin.put(piece, Map.of())).hasStatus(429).hasHeader("Retry-After", "1");
  }

  @Test
  void rejectsAChunkOfAScript() {
    String piece = "/api/v1/audit-imports/" + UUID.randomUUID() + "/chunks/0";

    assertThat(script.send(HttpMethod.PUT, piece, request -> request.content(EVENT)))
        .hasStatus(429)
        .hasHeader("Retry-After", "1");
  }

  private long stored() {
    return records.count("audit_event where action = 'context.create'");
  }
}
