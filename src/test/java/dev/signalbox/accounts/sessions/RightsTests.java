package dev.signalbox.accounts.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Books;
import dev.signalbox.sandbox.Browser;
import dev.signalbox.sandbox.Browsers;
import dev.signalbox.sandbox.InstallationTest;
import dev.signalbox.sandbox.Persona;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rights hold from the next request on, whatever the session was begun with. */
@InstallationTest
class RightsTests {

  private final Browsers browsers;
  private final JdbcClient database;
  private final Books books;

  @Autowired
  RightsTests(Browsers browsers, JdbcClient database) {
    this.browsers = browsers;
    this.database = database;
    this.books = new Books(database);
  }

  @Test
  void aLowerRoleHoldsFromTheNextRequestOn() {
    Browser browser = browsers.signedIn(Persona.VIEWER);
    assertThat(browser.get("/users")).hasStatusOk();

    books.set(Persona.VIEWER, "role", "MEMBER");

    assertThat(browser.get("/users")).hasStatus(403).hasForwardedUrl("/no-console");
  }

  @Test
  void aHigherRoleHoldsFromTheNextRequestOn() {
    Browser browser = browsers.signedIn(Persona.MEMBER);

    books.set(Persona.MEMBER, "role", "VIEWER");

    assertThat(browser.get("/users")).hasStatusOk();
  }

  @Test
  void aSuspensionHoldsFromTheNextRequestOn() {
    Browser browser = browsers.signedIn(Persona.VIEWER);

    books.set(Persona.VIEWER, "status", "SUSPENDED");

    assertThat(browser.get("/")).hasStatus(303).hasHeader("Location", "/sign-in?because=suspended");
    assertThat(books.count("spring_session")).isZero();
  }

  @Test
  void aCutHoldsFromTheNextRequestOn() {
    Browser browser = browsers.signedIn(Persona.VIEWER);

    books.set(Persona.VIEWER, "epoch", "7");

    assertThat(browser.get("/")).hasStatus(303).hasHeader("Location", "/sign-in?because=cut");
  }

  @Test
  void aMemberIsToldWhomToAsk() {
    browsers.signedIn(Persona.ADMIN);

    assertThat(browsers.signedIn(Persona.MEMBER).get("/no-console"))
        .hasStatus(403)
        .bodyText()
        .contains("You are signed in, but not to this console", "admin", "second-admin");
  }

  @Test
  void aViewerSeesTheButtonsOffAndWhy() {
    assertThat(browsers.signedIn(Persona.VIEWER).get("/users/" + books.id(Persona.MEMBER)))
        .hasStatusOk()
        .bodyText()
        .contains("aria-disabled=\"true\"", "Your role is viewer, which changes nothing.")
        .doesNotContain("/suspension");
  }

  @Test
  void aViewerChangesNothingByForm() {
    Browser viewer = browsers.signedIn(Persona.VIEWER);
    String person = "/users/" + books.id(Persona.MEMBER);

    assertThat(viewer.post(person + "/suspension", Map.of("reason", "I want to"))).hasStatus(403);
    assertThat(viewer.put(person + "/role", Map.of("role", "ADMIN"))).hasStatus(403);
    assertThat(viewer.delete(person + "/suspension")).hasStatus(403);
    assertThat(books.actions()).containsExactly("user.logged_in");
  }

  @Test
  void anAdminWhomGitHubConfirmedWithinTheHourChangesThings() {
    Browser admin = browsers.signedIn(Persona.ADMIN);
    confirmedBefore("60 min");

    assertThat(admin.post(suspension(), Map.of())).hasStatus(422);
  }

  @Test
  void anAdminOnlyLooksWhileGitHubIsSilentForAnHour() {
    Browser admin = browsers.signedIn(Persona.ADMIN);
    confirmedBefore("61 min");

    assertThat(admin.get("/users/" + books.id(Persona.MEMBER)))
        .hasStatusOk()
        .bodyText()
        .contains("GitHub has not confirmed your membership since");
    assertThat(admin.post(suspension(), Map.of("reason", "no"))).hasStatus(403);
  }

  @Test
  void everybodyIsOutAfterFourHoursOfSilence() {
    Browser admin = browsers.signedIn(Persona.ADMIN);
    confirmedBefore("241 min");

    assertThat(admin.get("/")).hasStatus(303).hasHeader("Location", "/sign-in?because=unconfirmed");
  }

  private String suspension() {
    return "/users/" + books.id(Persona.MEMBER) + "/suspension";
  }

  /** Asked just now and not answered, so that nobody asks again during the test. */
  private void confirmedBefore(String age) {
    database
        .sql("update membership set confirmed_at = confirmed_at - interval '" + age + "'")
        .update();
  }
}
