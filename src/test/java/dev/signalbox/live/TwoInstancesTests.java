package dev.signalbox.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.audit.archive.ArchiveFixture;
import dev.signalbox.audit.ingest.FileUpload;
import dev.signalbox.audit.seal.IntegrityFixture;
import dev.signalbox.coordination.InstanceNotifier;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.sandbox.AcmeInstallation;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.nomad.NomadFixtureData;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.HttpApiClient;
import dev.signalbox.testing.HttpBrowser;
import dev.signalbox.testing.RunningConsole;
import dev.signalbox.testing.SseTestClient;
import dev.signalbox.testing.TestDatabase;
import dev.signalbox.testing.TestInstallation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Tests two instances with one database. */
@TestInstance(Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // before all tests
@Tag("integration")
class TwoInstancesTests {

  private static final int EVENTS = 2_000;

  private RunningConsole one;
  private RunningConsole other;

  @BeforeAll
  void start() {
    Map<String, String> database = TestDatabase.createEmpty();
    one = RunningConsole.start(database, Map.of());
    other =
        RunningConsole.start(database, Map.of("signalbox.public-url", one.address().toString()));
  }

  @AfterAll
  void stop() {
    one.close();
    other.close();
  }

  @BeforeEach
  void reset() {
    one.reset();
  }

  @Test
  void sharesSessions() {
    HttpBrowser viewer = HttpBrowser.signedIn(one, Persona.VIEWER);

    assertThat(viewer.switchTo(other).get("/").statusCode()).isEqualTo(200);
  }

  @Test
  void rejectsRequestsOnTheOtherInstanceAfterASuspension() {
    HttpBrowser viewer = HttpBrowser.signedIn(one, Persona.VIEWER).switchTo(other);

    suspendTheViewer();

    assertThat(HttpBrowser.location(viewer.get("/"))).startsWith("/sign-in?because=");
  }

  @Test
  void endsStreamsOnTheOtherInstanceAfterASuspension() {
    SseTestClient stream =
        HttpBrowser.signedIn(one, Persona.VIEWER).switchTo(other).openEventStream();

    suspendTheViewer();

    stream.awaitByeEvent();
  }

  @Test
  void endsStreamsOnBothInstancesAfterADemotion() {
    SseTestClient here = HttpBrowser.signedIn(one, Persona.VIEWER).openEventStream();
    HttpBrowser viewer = HttpBrowser.signedIn(one, Persona.VIEWER).switchTo(other);
    SseTestClient log = openLog(viewer);

    demoteTheViewer();

    here.awaitByeEvent(Duration.ofSeconds(1));
    log.awaitByeEvent(Duration.ofSeconds(1));
    assertThat(viewer.get(logStream()).statusCode()).isEqualTo(403);
  }

  @Test
  void endsLogStreamsOnTheOtherInstanceAfterASuspension() {
    SseTestClient log = openLog(HttpBrowser.signedIn(one, Persona.VIEWER).switchTo(other));

    suspendTheViewer();

    log.awaitByeEvent();
  }

  @Test
  void endsLogStreamsOnTheOtherInstanceAfterTheUserLeftTheOrganization() {
    SseTestClient log = openLog(HttpBrowser.signedIn(one, Persona.VIEWER).switchTo(other));

    TestInstallation.gitHub().leave(Persona.VIEWER, AcmeInstallation.ACME);
    TestInstallation.gitHub()
        .deliver(
            one.address().resolve("/webhooks/github"),
            "organization",
            TestInstallation.gitHub().memberRemovedEvent(Persona.VIEWER, AcmeInstallation.ACME),
            TestInstallation.WEBHOOK_SECRET);

    log.awaitByeEvent();
  }

  @Test
  void keepsStreamsOfOtherUsersAfterASuspension() {
    SseTestClient stream =
        HttpBrowser.signedIn(one, Persona.SECOND_ADMIN).switchTo(other).openEventStream();

    suspendTheViewer();
    one.bean(InstanceNotifier.class).publishChange("after-the-suspension");

    stream.awaitTopic("after-the-suspension");
    assertThat(stream.lines()).doesNotContain("event:bye");
  }

  @Test
  void endsStreamsOfAnEndedSessionOnTheOtherInstance() {
    SseTestClient elsewhere =
        HttpBrowser.signedIn(one, Persona.ADMIN).switchTo(other).openEventStream();
    HttpBrowser here = HttpBrowser.signedIn(one, Persona.ADMIN);
    SseTestClient stays = here.openEventStream();

    here.send("DELETE", "/sessions", Map.of());

    elsewhere.awaitByeEvent();
    assertThat(stays.lines()).doesNotContain("event:bye");
  }

  @Test
  void endsStreamsOnSignOut() {
    HttpBrowser browser = HttpBrowser.signedIn(one, Persona.ADMIN);
    SseTestClient stream = browser.switchTo(other).openEventStream();

    browser.switchTo(one).send("POST", "/sign-out", Map.of());

    stream.awaitByeEvent();
  }

  @Test
  void notifiesStreamsOfTheOtherInstance() {
    SseTestClient stream =
        HttpBrowser.signedIn(one, Persona.ADMIN).switchTo(other).openEventStream();

    one.bean(InstanceNotifier.class).publishChange("users");

    stream.awaitTopic("users");
  }

  @Test
  void resyncsPagesAfterTheListenConnectionWasLost() {
    SseTestClient stream =
        HttpBrowser.signedIn(one, Persona.ADMIN).switchTo(other).openEventStream();

    terminateListenConnections();

    stream.awaitTopic("resync");
  }

  @Test
  void receivesNotificationsAfterAReconnect() {
    SseTestClient stream =
        HttpBrowser.signedIn(one, Persona.ADMIN).switchTo(other).openEventStream();
    terminateListenConnections();
    stream.awaitTopic("resync");

    one.bean(InstanceNotifier.class).publishChange("users");

    stream.awaitTopic("users");
  }

  @Test
  void storesAFileOnceThatIsSentToBothInstances() throws Exception {
    try (ExecutorService senders = Executors.newFixedThreadPool(2)) {
      HttpApiClient script = HttpApiClient.forAdmin(one, "audit_ingest");
      for (Future<FileUpload> sent :
          List.of(
              senders.submit(() -> FileUpload.send(script, EVENTS)),
              senders.submit(() -> FileUpload.send(script.atInstance(other), EVENTS)))) {
        assertThat(sent.get().isDone()).isTrue();
      }
    }

    DatabaseTestClient records = new DatabaseTestClient(one.database());
    assertThat(records.count("audit_event where action = 'deploy.started'")).isEqualTo(EVENTS);
    assertThat(records.count("audit_import where ended_at is null")).isZero();
    assertThat(records.count("audit_event where action = 'audit_log.imported'"))
        .isEqualTo(records.count("audit_import"));
  }

  @Test
  void archivesEachMonthOnce() throws Exception {
    FileUpload.send(HttpApiClient.forAdmin(one, "audit_ingest"), EVENTS);
    new IntegrityFixture(one).seal();

    try (ExecutorService archivers = Executors.newFixedThreadPool(2)) {
      for (Future<?> archived :
          List.of(
              archivers.submit(() -> ArchiveFixture.now(one)),
              archivers.submit(() -> ArchiveFixture.now(other)))) {
        archived.get();
      }
    }

    DatabaseTestClient records = new DatabaseTestClient(one.database());
    assertThat(records.count("audit_archive where month = '2025-10-01'")).isEqualTo(1);
    assertThat(records.count("audit_event where action = 'audit_log.archived'"))
        .isEqualTo(records.count("audit_archive"));
    assertThat(records.count("audit_archive_failure")).isZero();
  }

  private SseTestClient openLog(HttpBrowser browser) {
    TestInstallation.awaitSync(other.bean(ClusterState.class));
    return browser.openEventStream(logStream());
  }

  private static String logStream() {
    return "/nomad/allocations/"
        + TestInstallation.nomad().cluster().allocationOf(NomadFixtureData.RUNNING)
        + "/log/stream?task=build-agent&stream=stdout";
  }

  private void suspendTheViewer() {
    changeTheViewer("POST", "/suspension", Map.of("reason", "left the project"));
  }

  private void demoteTheViewer() {
    changeTheViewer("PUT", "/role", Map.of("role", "MEMBER"));
  }

  private void changeTheViewer(String method, String resource, Map<String, String> form) {
    String user = "/users/" + new DatabaseTestClient(one.database()).accountId(Persona.VIEWER);
    HttpBrowser admin = HttpBrowser.signedIn(one, Persona.ADMIN);
    assertThat(HttpBrowser.location(admin.send(method, user + resource, form))).isEqualTo(user);
  }

  private void terminateListenConnections() {
    one.database()
        .sql(
            """
            select pg_terminate_backend(pid) from pg_stat_activity
            where datname = current_database() and application_name = 'signalbox-notifications'
            """)
        .query()
        .listOfRows();
  }
}
