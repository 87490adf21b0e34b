package dev.signalbox.accounts.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import dev.signalbox.testing.TestInstallation;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The page with the user's own sessions. */
@InstallationTest
class SessionsPageTests {

  private final MockBrowsers browsers;
  private final JdbcClient database;
  private final DatabaseTestClient records;

  @Autowired
  SessionsPageTests(MockBrowsers browsers, JdbcClient database) {
    this.browsers = browsers;
    this.database = database;
    this.records = new DatabaseTestClient(database);
  }

  @Test
  void listsOwnSessionsOnly() {
    browsers.signedIn(Persona.ADMIN);
    MockBrowser browser = twoOf(Persona.VIEWER);

    assertThat(browser.get("/sessions"))
        .bodyText()
        .contains("2 active sessions (max 5)", "this browser")
        .doesNotContain(idOf(Persona.ADMIN));
  }

  @Test
  void endsAnotherOwnSession() {
    MockBrowser first = browsers.signedIn(Persona.VIEWER);
    String id = idOf(Persona.VIEWER);
    TestInstallation.clock().advance(Duration.ofSeconds(1));
    MockBrowser browser = browsers.signedIn(Persona.VIEWER);

    assertThat(browser.delete("/sessions/" + id)).hasStatus(302);
    assertThat(browser.get("/sessions")).bodyText().contains("Session ended.");
    assertThat(first.get("/users")).hasStatus(303);
    assertThat(records.event("user.session.ended").payload()).contains("1");
  }

  @Test
  void endsAllOtherSessions() {
    browsers.signedIn(Persona.VIEWER);
    MockBrowser browser = twoOf(Persona.VIEWER);

    assertThat(browser.delete("/sessions")).hasStatus(302);
    assertThat(browser.get("/sessions"))
        .hasStatusOk()
        .bodyText()
        .contains("2 other sessions signed out.", "1 active session (this one)");
    assertThat(records.countSessions(Persona.VIEWER)).isOne();
  }

  @Test
  void cannotEndASessionOfAnotherUser() {
    MockBrowser admin = browsers.signedIn(Persona.ADMIN);
    MockBrowser member = browsers.signedIn(Persona.MEMBER);

    assertThat(member.delete("/sessions/" + idOf(Persona.ADMIN))).hasStatus(302);
    assertThat(member.get("/sessions")).bodyText().contains("Session had already ended.");
    assertThat(admin.get("/users")).hasStatusOk();
    assertThat(records.actions()).containsOnly("user.logged_in");
  }

  private MockBrowser twoOf(Persona persona) {
    browsers.signedIn(persona);
    TestInstallation.clock().advance(Duration.ofSeconds(1));
    return browsers.signedIn(persona);
  }

  private String idOf(Persona persona) {
    return database
        .sql("select primary_id from console_session where account_id = :id limit 1")
        .param("id", records.accountId(persona))
        .query(String.class)
        .single();
  }
}
