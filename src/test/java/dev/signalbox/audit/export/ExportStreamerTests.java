package dev.signalbox.audit.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import dev.signalbox.audit.export.ExportService.ExportLimiter;
import dev.signalbox.coordination.InstanceNotifier;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.HttpApiClient;
import dev.signalbox.testing.HttpBrowser;
import dev.signalbox.testing.RunningConsole;
import dev.signalbox.testing.TestDatabase;
import dev.signalbox.testing.TestInstallation;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
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
  private static final int EVENTS = 15_000;

  /** The database stores the text compressed, so that few large events are written fast. */
  private static final int LENGTH = 3_200;

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
              '{"id":"a","type":"pod"}', ('{"text":"' || repeat('x', :length) || '"}')::json,
              timestamptz '2026-01-01T00:00:00Z' + n * interval '1 ms', '2026-01-01T00:00:00Z', '{}',
              true, 'x', 'x', 'pod', 'a', 1, 1
            from generate_series(1, :events) n
            """)
        .param("events", EVENTS)
        .param("length", LENGTH)
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
  void abortsAfterTheUserWasSuspended() throws Exception {
    try (InputStream file = download(HttpBrowser.signedIn(console, Persona.VIEWER))) {
      file.readNBytes(1_000);

      suspendTheViewer();

      assertThatIOException().isThrownBy(file::readAllBytes);
    }

    await().untilAsserted(() -> assertThat(failures("access of the user")).isEqualTo(1));
    assertThat(console.bean(ExportConnectionPool.class).activeConnections()).isZero();
  }

  @Test
  void abortsTheSearchAfterTheUserWasSuspended() throws Exception {
    try (Connection other = console.bean(DataSource.class).getConnection();
        Statement statement = other.createStatement();
        InputStream file = startSearch(other, statement)) {
      await().until(() -> copiesThatWait() == 1);

      console.bean(InstanceNotifier.class).closeStreamsOf(viewerId());

      await().until(() -> copiesThatWait() == 0);
      other.rollback();
      assertThatIOException().isThrownBy(file::readAllBytes);
    }

    await().untilAsserted(() -> assertThat(failures("access of the user")).isEqualTo(1));
  }

  private InputStream startSearch(Connection other, Statement statement) throws Exception {
    HttpBrowser viewer = HttpBrowser.signedIn(console, Persona.VIEWER);
    other.setAutoCommit(false);
    statement.execute("lock table audit_event_2026_01 in access exclusive mode");
    InputStream file = download(viewer, "?action=no.such");
    assertThat(file.readNBytes(10)).hasSize(10);
    return file;
  }

  @Test
  void abortsAfterTheSessionEnded() throws Exception {
    HttpBrowser viewer = HttpBrowser.signedIn(console, Persona.VIEWER);
    try (InputStream file = download(viewer)) {
      file.readNBytes(1_000);

      viewer.send("POST", "/sign-out", Map.of());

      assertThatIOException().isThrownBy(file::readAllBytes);
    }

    await().untilAsserted(() -> assertThat(failures("session of the user")).isEqualTo(1));
  }

  @Test
  void abortsAfterTheTokenWasRevoked() throws Exception {
    HttpApiClient script = HttpApiClient.forAdmin(console, "read");
    try (HttpClient client = HttpClient.newHttpClient();
        InputStream file =
            client
                .send(
                    script.call("GET", "/api/v1/audit-events.csv", new byte[0]),
                    HttpResponse.BodyHandlers.ofInputStream())
                .body()) {
      file.readNBytes(1_000);

      console.database().sql("update api_token set revoked_at = now()").update();

      // reads so that the file would last longer than it takes to check the token
      await()
          .pollInterval(Duration.ofMillis(100))
          .untilAsserted(() -> assertThatIOException().isThrownBy(() -> file.readNBytes(400_000)));
    }

    await().untilAsserted(() -> assertThat(failures("API token was revoked")).isEqualTo(1));
  }

  @Test
  void abortsIfTheClientReadsTooSlowly() throws Exception {
    HttpBrowser admin = HttpBrowser.signedIn(console, Persona.ADMIN);
    try (Socket socket = new Socket()) {
      // so that the server soon waits for the client
      socket.setReceiveBufferSize(32 * 1024);
      socket.connect(
          new InetSocketAddress(console.address().getHost(), console.address().getPort()));
      String request =
          "GET /audit.csv HTTP/1.1\r\nHost: x\r\nCookie: %s\r\n\r\n"
              .formatted(admin.cookieHeader());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));

      readSlowly(socket.getInputStream());
    }

    await().untilAsserted(() -> assertThat(failures("less than 16 KiB")).isEqualTo(1));
    assertThat(console.bean(ExportConnectionPool.class).activeConnections()).isZero();
  }

  /**
   * At 1 kB per second, until the server closes the connection. The server measures only the time
   * in which it waits for the client, so the rate is far below the minimum: even if half of the
   * time isn't measured, it remains below.
   */
  private void readSlowly(InputStream response) throws IOException {
    long read = 10_000;
    while (read == 10_000) {
      read = response.readNBytes(10_000).length;
      TestInstallation.clock().advance(Duration.ofSeconds(10));
      // otherwise, the export counts as that of a dead instance
      console.bean(ExportRepository.class).recordProgress();
    }
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
        .count(
            "pg_stat_activity where datname = current_database()"
                + " and query ilike 'copy (%' and wait_event_type = 'Lock'");
  }

  private UUID viewerId() {
    return console
        .database()
        .sql("select id from account where github_id = :id")
        .param("id", Persona.VIEWER.id())
        .query(UUID.class)
        .single();
  }

  private void suspendTheViewer() {
    HttpBrowser.signedIn(console, Persona.ADMIN)
        .send("POST", "/users/" + viewerId() + "/suspension", Map.of("reason", "a test"));
  }

  private long failures(String reason) {
    return new DatabaseTestClient(console.database())
        .count(
            "audit_event where action = 'audit_log.downloaded' and not success"
                + " and payload::text like '%"
                + reason
                + "%'");
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
