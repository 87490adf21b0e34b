package dev.signalbox.audit.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.HttpApiClient;
import dev.signalbox.testing.HttpBrowser;
import dev.signalbox.testing.RunningConsole;
import dev.signalbox.testing.SseTestClient;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The log page updates when events arrive. */
@Tag("integration")
class LiveAuditLogTests {

  private final RunningConsole console = RunningConsole.shared();

  @Test
  void updatesOnNewEvents() {
    HttpApiClient script = HttpApiClient.forAdmin(console, "audit_ingest");
    HttpBrowser admin = HttpBrowser.signedIn(console, Persona.ADMIN);
    assertThat(admin.get("/audit").body())
        .contains("data-live=\"audit\"")
        .doesNotContain("deploy.started");

    try (SseTestClient stream = admin.openEventStream()) {
      assertThat(stream.lines()).doesNotContain("data:audit");
      script.send(
          "POST",
          "/api/v1/audit-events",
          """
          {"action":"deploy.started","actor":{"id":"1","type":"user"},\
          "target":{"id":"7","type":"pod"},"occurred_at":"2026-01-12T13:50:54Z",\
          "id":"00000000-0000-4000-8000-000000000001","success":true}\
          """
              .getBytes(StandardCharsets.UTF_8));

      stream.awaitTopic("audit");
    }
    assertThat(admin.get("/audit", "HX-Request", "true").body()).contains("deploy.started");
  }
}
