package dev.signalbox.audit.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.HttpApiClient;
import dev.signalbox.testing.HttpBrowser;
import dev.signalbox.testing.RunningConsole;
import dev.signalbox.testing.TestDatabase;
import dev.signalbox.testing.TestInstallation;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exports that are interrupted. */
@TestInstance(Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // before all tests
@Tag("integration")
class ExportStreamerTests {

  /** More than all buffers between the database and the client hold. */
  private static final int EVENTS = 60_000;

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
  void fillTheLog() {
    console.reset();
    console.database().sql("select audit_month('2026-01-01')").query(rows -> {});
    console
        .database()
        .sql(
            """
            insert into audit_event (id, action, actor, target, payload, occurred_at, occurred,
              metadata, success, actor_id, actor_name, target_type, target_id, version, batch)
            select gen_random_uuid(), 'pod.restarted', '{"id":"x","type":"user"}',
              '{"id":"a","type":"pod"}', ('{"text":"' || repeat('x', 800) || '"}')::json,
              timestamptz '2026-01-01T00:00:00Z' + n * interval '1 ms', '2026-01-01T00:00:00Z', '{}',
              true, 'x', 'x', 'pod', 'a', 1, 1
            from generate_series(1, :events) n
            """)
        .param("events", EVENTS)
        .update();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?action=pod.restarted", "?actor=x&outcome=done"})
  void releasesConnectionAndSlotIfTheClientDisconnects(String filter) throws Exception {
    try (InputStream file = download(filter)) {
      file.readNBytes(1_000);
      assertThat(console.bean(ExportConnectionPool.class).activeConnections()).isEqualTo(1);
    }

    await().untilAsserted(() -> assertThat(failures()).isEqualTo(1));
    assertThat(console.bean(ExportConnectionPool.class).activeConnections()).isZero();
    HttpBrowser admin = HttpBrowser.signedIn(console, Persona.ADMIN);
    for (int more = 0; more < ExportLimiter.MAX_PER_USER; more++) {
      assertThat(admin.get("/audit.csv?action=no.such").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void releasesTheConnectionIfTheClientDisconnectsDuringTheSearch() throws Exception {
    HttpBrowser admin = HttpBrowser.signedIn(console, Persona.ADMIN);
    try (Connection other = console.bean(DataSource.class).getConnection();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      // blocks the search at this month, whatever its plan
      statement.execute("lock table audit_event_2026_01 in access exclusive mode");
      try (InputStream file = download(admin, "?action=no.such")) {
        assertThat(file.readNBytes(10)).hasSize(10);
        await().until(() -> copiesThatWait() == 1);
      }

      await().until(() -> copiesThatWait() == 0);
      await().until(() -> console.bean(ExportConnectionPool.class).activeConnections() == 0);
      other.rollback();
    }

    // the event of the export may also have waited for the lock
    await().untilAsserted(() -> assertThat(failures()).isEqualTo(1));
  }

  @Test
  void closesTheConnectionOnADatabaseErrorAndRecordsItLater() throws Exception {
    try (InputStream file = download()) {
      file.readNBytes(1_000);
      TestDatabase.blockConnections(database);
      assertThatIOException().isThrownBy(file::readAllBytes);
    } finally {
      TestDatabase.allowConnections(database);
    }

    TestInstallation.clock().advance(ExportRepository.INSTANCE_TIMEOUT.plusSeconds(1));
    await()
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              console.bean(ExportRepository.class).sweep();
              assertThat(failures()).isEqualTo(1);
            });
  }

  @Test
  void limitsAUserToTwoExports() throws Exception {
    HttpBrowser admin = HttpBrowser.signedIn(console, Persona.ADMIN);
    try (InputStream first = download(admin);
        InputStream second = download(admin)) {
      assertThat(first.readNBytes(10)).hasSize(10);
      assertThat(second.readNBytes(10)).hasSize(10);

      assertThat(admin.get("/audit.csv").statusCode()).isEqualTo(302);
      assertThat(admin.get("/audit/exports").body())
          .contains("You already have 2 exports running.", "Running");
    }

    await()
        .untilAsserted(
            () ->
                assertThat(console.bean(ExportConnectionPool.class).activeConnections()).isZero());
    assertThat(admin.get("/audit.csv?action=no.such").statusCode()).isEqualTo(200);
  }

  @Test
  void doesNotBlockIngestionOfEventsOfANewMonth() throws Exception {
    HttpApiClient script = HttpApiClient.forAdmin(console, "audit_ingest");
    try (InputStream file = download()) {
      file.readNBytes(1_000);
      String event =
          """
          {"action":"context.create","actor":{"id":"1","type":"user"},\
          "target":{"id":"7","type":"context"},"occurred_at":"2019-03-04T05:06:07Z",\
          "id":"00000000-0000-4000-8000-000000000001","success":true}\
          """;

      HttpResponse<String> answer =
          script.send("POST", "/api/v1/audit-events", event.getBytes(StandardCharsets.UTF_8));

      assertThat(answer.body()).contains("\"stored\":1");
      assertThat(console.bean(ExportConnectionPool.class).activeConnections()).isEqualTo(1);
    }
    await().untilAsserted(() -> assertThat(failures()).isEqualTo(1));
  }

  private long copiesThatWait() {
    return new DatabaseTestClient(console.database())
        .count("pg_stat_activity where query ilike 'copy (%' and wait_event_type = 'Lock'");
  }

  private long failures() {
    return new DatabaseTestClient(console.database())
        .count("audit_event where action = 'audit_log.downloaded' and not success");
  }

  private InputStream download() throws IOException, InterruptedException {
    return download("");
  }

  private InputStream download(String filter) throws IOException, InterruptedException {
    return download(HttpBrowser.signedIn(console, Persona.ADMIN), filter);
  }

  private InputStream download(HttpBrowser browser) throws IOException, InterruptedException {
    return download(browser, "");
  }

  private InputStream download(HttpBrowser browser, String filter)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(console.address().resolve("/audit.csv" + filter))
            .header("Cookie", browser.cookieHeader())
            .timeout(Duration.ofSeconds(20))
            .build();
    HttpResponse<InputStream> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }
}
