package dev.signalbox.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.LiveStream;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.RunningConsole;
import dev.signalbox.sandbox.TestDatabase;
import dev.signalbox.sandbox.WireBrowser;
import java.util.Map;
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
