package dev.signalbox.audit.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.LiveStream;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.RunningConsole;
import dev.signalbox.sandbox.WireBrowser;
import dev.signalbox.sandbox.WireScript;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Whoever looks at the log sees what comes in. */
class LiveLogTests {

  private final RunningConsole console = RunningConsole.ofTheRun();

  @Test
  void isToldOfANewEvent() {
    WireScript script = WireScript.ofTheAdmin(console, "audit_ingest");
    WireBrowser admin = WireBrowser.signedIn(console, Persona.ADMIN);
    assertThat(admin.get("/audit").body())
        .contains("data-live=\"audit\"")
        .doesNotContain("deploy.started");

    try (LiveStream stream = admin.listen()) {
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
