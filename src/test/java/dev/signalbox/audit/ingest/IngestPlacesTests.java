package dev.signalbox.audit.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Books;
import dev.signalbox.sandbox.Browser;
import dev.signalbox.sandbox.Browsers;
import dev.signalbox.sandbox.InstallationTest;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.Script;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** More than the log takes in at once is asked to come again in a second. */
@InstallationTest
class IngestPlacesTests {

  private static final String EVENT =
      """
      {"action":"context.create","actor":{"id":"1","type":"user"},\
      "target":{"id":"7","type":"context"},"occurred_at":"2026-01-12T13:50:54.474Z",\
      "id":"00000000-0000-4000-8000-000000000001","success":true}
      """;

  private final IngestPlaces places;
  private final Browsers browsers;
  private final MockMvcTester console;
  private final Books books;
  private Browser admin;
  private Script script;
  private int taken;

  @Autowired
  IngestPlacesTests(
      IngestPlaces places, Browsers browsers, MockMvcTester console, JdbcClient database) {
    this.places = places;
    this.browsers = browsers;
    this.console = console;
    this.books = new Books(database);
    this.admin = browsers.open();
    this.script = new Script(console, "");
  }

  @BeforeEach
  void takeEveryPlace() {
    admin = browsers.signedIn(Persona.ADMIN);
    script = new Script(console, Script.newToken(admin, "audit_ingest"));
    while (places.tryTake()) {
      taken++;
    }
  }

  @AfterEach
  void giveTheRestBack() {
    for (; taken > 0; taken--) {
      places.giveBack();
    }
  }

  @Test
  void asksACallToComeAgainAndTakesNothingOfIt() {
    assertThat(script.post("/api/v1/audit-events", EVENT))
        .hasStatus(429)
        .hasHeader("Retry-After", "1")
        .bodyText()
        .contains("urn:signalbox:problem:busy", "Nothing of this call was taken");
    assertThat(stored()).isZero();
  }

  @Test
  void takesTheCallOnceAPlaceIsFreeAndFreesItAgain() {
    places.giveBack();
    taken--;

    assertThat(script.post("/api/v1/audit-events", EVENT)).hasStatusOk();
    assertThat(script.post("/api/v1/audit-events", "{}\n".repeat(10_001))).hasStatus(413);
    assertThat(script.post("/api/v1/audit-events", EVENT)).hasStatusOk();
    assertThat(stored()).isEqualTo(1);
  }

  @Test
  void asksThePageToSendAPieceAgain() {
    String piece = "/audit/imports/" + UUID.randomUUID() + "/pieces/0";

    assertThat(admin.put(piece, Map.of())).hasStatus(429).hasHeader("Retry-After", "1");
  }

  @Test
  void asksAScriptToSendAPieceAgain() {
    String piece = "/api/v1/audit-imports/" + UUID.randomUUID() + "/pieces/0";

    assertThat(script.send(HttpMethod.PUT, piece, request -> request.content(EVENT)))
        .hasStatus(429)
        .hasHeader("Retry-After", "1");
  }

  private long stored() {
    return books.count("audit_event where action = 'context.create'");
  }
}
