package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.sandbox.LiveStream;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.RunningConsole;
import dev.signalbox.sandbox.TestDatabase;
import dev.signalbox.sandbox.WireBrowser;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The console while its database is away, and after it came back. */
@TestInstance(Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // before all tests
class DatabaseOutageTests {

  private static final String READINESS = "/actuator/health/readiness";

  private Map<String, String> database;
  private RunningConsole console;

  @BeforeAll
  void start() {
    database = TestDatabase.ofItsOwn();
    console = RunningConsole.start(database, Map.of());
  }

  @AfterAll
  void stop() {
    console.close();
  }

  @BeforeEach
  void beginAgain() {
    console.beginAgain();
  }

  @AfterEach
  void comeBack() {
    TestDatabase.open(database);
    await().until(() -> status(WireBrowser.atManagementOf(console), READINESS) == 200);
  }

  @Test
  void saysSoOnAPageWithAnErrorId() {
    WireBrowser admin = WireBrowser.signedIn(console, Persona.ADMIN);
    TestDatabase.shut(database);

    HttpResponse<String> answer = admin.get("/users");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body())
        .contains("The database does not answer", "Error id")
        .doesNotContain("Exception", "PSQL", "Hikari");
  }

  @Test
  void saysSoInAPartOfAPage() {
    WireBrowser admin = WireBrowser.signedIn(console, Persona.ADMIN);
    TestDatabase.shut(database);

    HttpResponse<String> answer = admin.get("/users", "HX-Request", "true");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("The database does not answer").doesNotContain("<html");
  }

  @Test
  void letsNobodyWaitForLong() {
    WireBrowser admin = WireBrowser.signedIn(console, Persona.ADMIN);
    TestDatabase.shut(database);
    Instant before = Instant.now();

    admin.get("/users");

    assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void stillShowsTheSignInPage() {
    TestDatabase.shut(database);

    assertThat(status(WireBrowser.at(console), "/sign-in")).isEqualTo(200);
  }

  @Test
  void isAliveButNotReady() {
    WireBrowser watcher = WireBrowser.atManagementOf(console);
    TestDatabase.shut(database);

    assertThat(status(watcher, READINESS)).isEqualTo(503);
    assertThat(status(watcher, "/actuator/health/liveness")).isEqualTo(200);
  }

  @Test
  void goesOnByItselfWhenTheDatabaseIsBack() {
    WireBrowser admin = WireBrowser.signedIn(console, Persona.ADMIN);
    TestDatabase.shut(database);
    admin.get("/users");

    TestDatabase.open(database);

    await().untilAsserted(() -> assertThat(status(admin, "/users")).isEqualTo(200));
  }

  @Test
  void keepsStreamsOpenAndHasThemCatchUp() {
    LiveStream stream = WireBrowser.signedIn(console, Persona.ADMIN).listen();
    TestDatabase.shut(database);

    TestDatabase.open(database);

    stream.awaitTopic("resync");
    assertThat(stream.isOver()).isFalse();
  }

  private static int status(WireBrowser browser, String path) {
    return browser.get(path).statusCode();
  }
}
