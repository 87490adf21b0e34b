package dev.signalbox.accounts.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Books;
import dev.signalbox.sandbox.Browser;
import dev.signalbox.sandbox.Browsers;
import dev.signalbox.sandbox.InstallationTest;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.TestInstallation;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where one is signed in, and the end of it. */
@InstallationTest
class SessionsPageTests {

  private final Browsers browsers;
  private final JdbcClient database;
  private final Books books;

  @Autowired
  SessionsPageTests(Browsers browsers, JdbcClient database) {
    this.browsers = browsers;
    this.database = database;
    this.books = new Books(database);
  }

  @Test
  void listsOwnBrowsersOnly() {
    browsers.signedIn(Persona.ADMIN);
    Browser browser = twoOf(Persona.VIEWER);

    assertThat(browser.get("/sessions"))
        .bodyText()
        .contains("You are signed in with 2 browsers, at most 5", "this browser")
        .doesNotContain(idOf(Persona.ADMIN));
  }

  @Test
  void endsAnotherBrowserOfOnesOwn() {
    Browser first = browsers.signedIn(Persona.VIEWER);
    String id = idOf(Persona.VIEWER);
    TestInstallation.clock().advance(Duration.ofSeconds(1));
    Browser browser = browsers.signedIn(Persona.VIEWER);

    assertThat(browser.delete("/sessions/" + id)).hasStatus(302);
    assertThat(browser.get("/sessions")).bodyText().contains("That session has ended.");
    assertThat(first.get("/users")).hasStatus(303);
    assertThat(books.event("user.session.ended").payload()).contains("1");
  }

  @Test
  void endsAllOthers() {
    browsers.signedIn(Persona.VIEWER);
    Browser browser = twoOf(Persona.VIEWER);

    assertThat(browser.delete("/sessions")).hasStatus(302);
    assertThat(browser.get("/sessions"))
        .hasStatusOk()
        .bodyText()
        .contains("2 other sessions have ended.", "with this browser only");
    assertThat(books.sessions(Persona.VIEWER)).isOne();
  }

  @Test
  void endsNobodyElsesSession() {
    Browser admin = browsers.signedIn(Persona.ADMIN);
    Browser member = browsers.signedIn(Persona.MEMBER);

    assertThat(member.delete("/sessions/" + idOf(Persona.ADMIN))).hasStatus(302);
    assertThat(member.get("/sessions")).bodyText().contains("That session had ended already.");
    assertThat(admin.get("/users")).hasStatusOk();
    assertThat(books.actions()).containsOnly("user.logged_in");
  }

  private Browser twoOf(Persona persona) {
    browsers.signedIn(persona);
    TestInstallation.clock().advance(Duration.ofSeconds(1));
    return browsers.signedIn(persona);
  }

  private String idOf(Persona persona) {
    return database
        .sql("select primary_id from console_session where account_id = :id limit 1")
        .param("id", books.id(persona))
        .query(String.class)
        .single();
  }
}
