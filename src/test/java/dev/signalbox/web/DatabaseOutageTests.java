package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.HttpBrowser;
import dev.signalbox.testing.RunningConsole;
import dev.signalbox.testing.SseTestClient;
import dev.signalbox.testing.TestDatabase;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Tests a database outage and the recovery from it. */
@TestInstance(Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // before all tests
@Tag("integration")
class DatabaseOutageTests {

  private static final String READINESS = "/actuator/health/readiness";

  private Map<String, String> database;
  private RunningConsole console;

  @BeforeAll
  void start() {
    database = TestDatabase.createEmpty();
    console = RunningConsole.start(database, Map.of());
  }

  @AfterAll
  void stop() {
    console.close();
  }

  @BeforeEach
  void reset() {
    console.reset();
  }

  @AfterEach
  void restoreTheDatabase() {
    TestDatabase.allowConnections(database);
    await().until(() -> status(HttpBrowser.atManagementPort(console), READINESS) == 200);
  }

  @Test
  void showsAnErrorPageWithAnErrorId() {
    HttpBrowser admin = HttpBrowser.signedIn(console, Persona.ADMIN);
    TestDatabase.blockConnections(database);

    HttpResponse<String> answer = admin.get("/users");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body())
        .contains("The database is not responding", "Error id")
        .doesNotContain("Exception", "PSQL", "Hikari");
  }

  @Test
  void showsAnErrorFragment() {
    HttpBrowser admin = HttpBrowser.signedIn(console, Persona.ADMIN);
    TestDatabase.blockConnections(database);

    HttpResponse<String> answer = admin.get("/users", "HX-Request", "true");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("The database is not responding").doesNotContain("<html");
  }

  @Test
  void failsWithin10Seconds() {
    HttpBrowser admin = HttpBrowser.signedIn(console, Persona.ADMIN);
    TestDatabase.blockConnections(database);
    Instant before = Instant.now();

    admin.get("/users");

    assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void stillShowsTheSignInPage() {
    TestDatabase.blockConnections(database);

    assertThat(status(HttpBrowser.at(console), "/sign-in")).isEqualTo(200);
  }

  @Test
  void isAliveButNotReady() {
    HttpBrowser watcher = HttpBrowser.atManagementPort(console);
    TestDatabase.blockConnections(database);

    assertThat(status(watcher, READINESS)).isEqualTo(503);
    assertThat(status(watcher, "/actuator/health/liveness")).isEqualTo(200);
  }

  @Test
  void recoversAutomatically() {
    HttpBrowser admin = HttpBrowser.signedIn(console, Persona.ADMIN);
    TestDatabase.blockConnections(database);
    admin.get("/users");

    TestDatabase.allowConnections(database);

    await().untilAsserted(() -> assertThat(status(admin, "/users")).isEqualTo(200));
  }

  @Test
  void resyncsOpenStreams() {
    SseTestClient stream = HttpBrowser.signedIn(console, Persona.ADMIN).openEventStream();
    TestDatabase.blockConnections(database);

    TestDatabase.allowConnections(database);

    stream.awaitTopic("resync");
    assertThat(stream.isClosed()).isFalse();
  }

  private static int status(HttpBrowser browser, String path) {
    return browser.get(path).statusCode();
  }
}
