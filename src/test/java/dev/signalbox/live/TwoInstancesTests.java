package dev.signalbox.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.audit.archive.Archiving;
import dev.signalbox.audit.ingest.SentFile;
import dev.signalbox.audit.seal.Proof;
import dev.signalbox.sandbox.Books;
import dev.signalbox.sandbox.LiveStream;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.RunningConsole;
import dev.signalbox.sandbox.TestDatabase;
import dev.signalbox.sandbox.WireBrowser;
import dev.signalbox.sandbox.WireScript;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Two instances behind one address and over one database are one console. */
@TestInstance(Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // before all tests
class TwoInstancesTests {

  private static final int EVENTS = 2_000;

  private RunningConsole one;
  private RunningConsole other;

  @BeforeAll
  void start() {
    Map<String, String> database = TestDatabase.ofItsOwn();
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
  void beginAgain() {
    one.beginAgain();
  }

  @Test
  void knowsOnTheOtherWhoSignedInOnTheOne() {
    WireBrowser viewer = WireBrowser.signedIn(one, Persona.VIEWER);

    assertThat(viewer.ledTo(other).get("/").statusCode()).isEqualTo(200);
  }

  @Test
  void refusesTheNextRequestOnTheOtherAfterASuspensionOnTheOne() {
    WireBrowser viewer = WireBrowser.signedIn(one, Persona.VIEWER).ledTo(other);

    suspendTheViewer();

    assertThat(WireBrowser.location(viewer.get("/"))).startsWith("/sign-in?because=");
  }

  @Test
  void endsTheStreamOnTheOtherAfterASuspensionOnTheOne() {
    LiveStream stream = WireBrowser.signedIn(one, Persona.VIEWER).ledTo(other).listen();

    suspendTheViewer();

    stream.awaitGoodbye();
  }

  @Test
  void leavesTheStreamsOfOthersOpenWhenOnePersonIsSuspended() {
    LiveStream stream = WireBrowser.signedIn(one, Persona.SECOND_ADMIN).ledTo(other).listen();

    suspendTheViewer();
    one.part(Bulletin.class).changed("after-the-suspension");

    stream.awaitTopic("after-the-suspension");
    assertThat(stream.lines()).doesNotContain("event:bye");
  }

  @Test
  void endsOnTheOtherTheStreamOfASessionThatItsOwnerEndedOnTheOne() {
    LiveStream elsewhere = WireBrowser.signedIn(one, Persona.ADMIN).ledTo(other).listen();
    WireBrowser here = WireBrowser.signedIn(one, Persona.ADMIN);
    LiveStream stays = here.listen();

    here.send("DELETE", "/sessions", Map.of());

    elsewhere.awaitGoodbye();
    assertThat(stays.lines()).doesNotContain("event:bye");
  }

  @Test
  void endsTheStreamsOfABrowserThatSignsOut() {
    WireBrowser browser = WireBrowser.signedIn(one, Persona.ADMIN);
    LiveStream stream = browser.ledTo(other).listen();

    browser.ledTo(one).send("POST", "/sign-out", Map.of());

    stream.awaitGoodbye();
  }

  @Test
  void tellsTheStreamsOfTheOtherWhatChangedOnTheOne() {
    LiveStream stream = WireBrowser.signedIn(one, Persona.ADMIN).ledTo(other).listen();

    one.part(Bulletin.class).changed("users");

    stream.awaitTopic("users");
  }

  @Test
  void hasEveryPageCatchUpAfterTheListeningConnectionBroke() {
    LiveStream stream = WireBrowser.signedIn(one, Persona.ADMIN).ledTo(other).listen();

    breakTheListeningConnections();

    stream.awaitTopic("resync");
  }

  @Test
  void hearsAgainAfterTheListeningConnectionBroke() {
    LiveStream stream = WireBrowser.signedIn(one, Persona.ADMIN).ledTo(other).listen();
    breakTheListeningConnections();
    stream.awaitTopic("resync");

    one.part(Bulletin.class).changed("users");

    stream.awaitTopic("users");
  }

  @Test
  void storesOnceTheFileThatBothAreSentAtTheSameMoment() throws Exception {
    try (ExecutorService senders = Executors.newFixedThreadPool(2)) {
      WireScript script = WireScript.ofTheAdmin(one, "audit_ingest");
      for (Future<SentFile> sent :
          List.of(
              senders.submit(() -> SentFile.send(script, EVENTS)),
              senders.submit(() -> SentFile.send(script.ledTo(other), EVENTS)))) {
        assertThat(sent.get().isDone()).isTrue();
      }
    }

    Books books = new Books(one.database());
    assertThat(books.count("audit_event where action = 'deploy.started'")).isEqualTo(EVENTS);
    assertThat(books.count("audit_import where ended_at is null")).isZero();
    assertThat(books.count("audit_event where action = 'audit_log.imported'"))
        .isEqualTo(books.count("audit_import"));
  }

  @Test
  void archivesEachMonthOnceWhenBothBeginAtTheSameMoment() throws Exception {
    SentFile.send(WireScript.ofTheAdmin(one, "audit_ingest"), EVENTS);
    new Proof(one).seal();

    try (ExecutorService archivers = Executors.newFixedThreadPool(2)) {
      for (Future<?> archived :
          List.of(
              archivers.submit(() -> Archiving.now(one)),
              archivers.submit(() -> Archiving.now(other)))) {
        archived.get();
      }
    }

    Books books = new Books(one.database());
    assertThat(books.count("audit_archive where month = '2025-10-01'")).isEqualTo(1);
    assertThat(books.count("audit_event where action = 'audit_log.archived'"))
        .isEqualTo(books.count("audit_archive"));
    assertThat(books.count("audit_archive_failure")).isZero();
  }

  private void suspendTheViewer() {
    String id =
        one.database()
            .sql("select id from account where login = :login")
            .param("login", Persona.VIEWER.login())
            .query(String.class)
            .single();
    WireBrowser admin = WireBrowser.signedIn(one, Persona.ADMIN);
    String place = "/users/" + id + "/suspension";
    admin.get(place);
    assertThat(
            WireBrowser.location(admin.send("POST", place, Map.of("reason", "left the project"))))
        .isEqualTo("/users/" + id);
  }

  private void breakTheListeningConnections() {
    one.database()
        .sql(
            """
            select pg_terminate_backend(pid) from pg_stat_activity
            where datname = current_database() and query ilike 'listen %'
            """)
        .query()
        .listOfRows();
  }
}
