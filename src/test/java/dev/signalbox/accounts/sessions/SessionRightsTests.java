package dev.signalbox.accounts.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Faults;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import dev.signalbox.testing.TestInstallation;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Changed rights take effect on the next request of an existing session. */
@InstallationTest
class SessionRightsTests {

  private static final String ELIGIBILITY = "/nomad/clients/unknown/eligibility";

  private final MockBrowsers browsers;
  private final JdbcClient database;
  private final DatabaseTestClient records;

  @Autowired
  SessionRightsTests(MockBrowsers browsers, JdbcClient database) {
    this.browsers = browsers;
    this.database = database;
    this.records = new DatabaseTestClient(database);
  }

  @Test
  void aLowerRoleTakesEffectOnTheNextRequest() {
    MockBrowser browser = browsers.signedIn(Persona.VIEWER);
    assertThat(browser.get("/users")).hasStatusOk();

    records.setAccountColumn(Persona.VIEWER, "role", "MEMBER");

    assertThat(browser.get("/users")).hasStatus(403).hasForwardedUrl("/no-console");
  }

  @Test
  void aHigherRoleTakesEffectOnTheNextRequest() {
    MockBrowser browser = browsers.signedIn(Persona.MEMBER);

    records.setAccountColumn(Persona.MEMBER, "role", "VIEWER");

    assertThat(browser.get("/users")).hasStatusOk();
  }

  @Test
  void aSuspensionTakesEffectOnTheNextRequest() {
    MockBrowser browser = browsers.signedIn(Persona.VIEWER);

    records.setAccountColumn(Persona.VIEWER, "status", "SUSPENDED");

    assertThat(browser.get("/")).hasStatus(303).hasHeader("Location", "/sign-in?because=suspended");
    assertThat(records.count("spring_session")).isZero();
  }

  @Test
  void aRevocationTakesEffectOnTheNextRequest() {
    MockBrowser browser = browsers.signedIn(Persona.VIEWER);

    records.setAccountColumn(Persona.VIEWER, "epoch", "7");

    assertThat(browser.get("/")).hasStatus(303).hasHeader("Location", "/sign-in?because=cut");
  }

  @Test
  void showsTheAdminsToAMember() {
    browsers.signedIn(Persona.ADMIN);

    assertThat(browsers.signedIn(Persona.MEMBER).get("/no-console"))
        .hasStatus(403)
        .bodyText()
        .contains("have access to this console", "admin", "second-admin");
  }

  @Test
  void disablesActionsForAViewerWithTheReason() {
    assertThat(browsers.signedIn(Persona.VIEWER).get("/users/" + records.accountId(Persona.MEMBER)))
        .hasStatusOk()
        .bodyText()
        .contains("aria-disabled=\"true\"", "Read-only: your role is viewer.")
        .doesNotContain("/suspension");
  }

  @Test
  void refusesFormsOfAViewer() {
    MockBrowser viewer = browsers.signedIn(Persona.VIEWER);
    String user = "/users/" + records.accountId(Persona.MEMBER);

    assertThat(viewer.post(user + "/suspension", Map.of("reason", "I want to"))).hasStatus(403);
    assertThat(viewer.put(user + "/role", Map.of("role", "ADMIN"))).hasStatus(403);
    assertThat(viewer.delete(user + "/suspension")).hasStatus(403);
    assertThat(records.actions()).containsExactly("user.logged_in");
  }

  @Test
  void allowsChangesWithinAnHourOfTheLastConfirmation() {
    MockBrowser admin = browsers.signedIn(Persona.ADMIN);
    confirmedBefore("60 min");

    assertThat(admin.post(suspension(), Map.of())).hasStatus(422);
  }

  @Test
  void isReadOnlyAfterAnHourWithoutConfirmation() {
    MockBrowser admin = browsers.signedIn(Persona.ADMIN);
    confirmedBefore("61 min");

    assertThat(admin.get("/users/" + records.accountId(Persona.MEMBER)))
        .hasStatusOk()
        .bodyText()
        .contains("GitHub has not confirmed your membership since");
    assertThat(admin.post(suspension(), Map.of("reason", "no"))).hasStatus(403);
  }

  @Test
  void changesClientsAndJobsOnlyAfterAConfirmationWithoutGitHub() {
    MockBrowser admin = browsers.signedIn(Persona.ADMIN);
    confirmedBefore("61 min");
    TestInstallation.gitHub().faults().set(Faults.Kind.DOWN);
    Map<String, String> ineligible = Map.of("eligible", "false", "reason", "disk full");
    assertThat(admin.get("/nomad/clients"))
        .bodyText()
        .contains("/sign-in/unconfirmed?to=/nomad/clients", "Confirm with login and reason");
    assertThat(admin.put(ELIGIBILITY, ineligible)).hasStatus(403);

    admin.post("/sign-in/unconfirmed", Map.of("login", "admin", "reason", "a lost machine"));

    assertThat(admin.put(ELIGIBILITY, ineligible)).hasStatus(302);
    assertThat(admin.get("/nomad/rolling-drains"))
        .bodyText()
        .contains("You can change clients and jobs only.")
        .doesNotContain("aria-disabled", "/sign-in/unconfirmed");
    assertThat(admin.get("/users/" + records.accountId(Persona.MEMBER)))
        .bodyText()
        .contains("aria-disabled=\"true\"");
    assertThat(admin.post(suspension(), Map.of("reason", "no"))).hasStatus(403);
  }

  @Test
  void marksActionsAfterAConfirmationWithoutGitHub() {
    MockBrowser admin = browsers.signedIn(Persona.ADMIN);
    TestInstallation.gitHub().faults().set(Faults.Kind.DOWN);
    admin.post("/sign-in/unconfirmed", Map.of("login", "admin", "reason", "a lost machine"));

    admin.post(suspension(), Map.of("reason", "left the project"));

    assertThat(records.event("user.suspended").payload())
        .contains("confirmation", "unconfirmed", "left the project");
  }

  @Test
  void staysReadOnlyAfterAnEarlierConfirmationWithoutGitHub() {
    MockBrowser admin = browsers.signedIn(Persona.ADMIN);
    TestInstallation.gitHub().faults().set(Faults.Kind.DOWN);
    admin.post("/sign-in/unconfirmed", Map.of("login", "admin", "reason", "a lost machine"));
    database
        .sql("update console_session set unconfirmed_at = unconfirmed_at - interval '2 hours'")
        .update();
    confirmedBefore("61 min");

    assertThat(admin.put(ELIGIBILITY, Map.of("eligible", "false", "reason", "disk full")))
        .hasStatus(403);
  }

  @Test
  void endsSessionsAfterFourHoursWithoutConfirmation() {
    MockBrowser admin = browsers.signedIn(Persona.ADMIN);
    confirmedBefore("241 min");

    assertThat(admin.get("/")).hasStatus(303).hasHeader("Location", "/sign-in?because=unconfirmed");
  }

  private String suspension() {
    return "/users/" + records.accountId(Persona.MEMBER) + "/suspension";
  }

  /** Leaves asked_at unchanged, so that no check starts during the test. */
  private void confirmedBefore(String age) {
    database
        .sql("update membership set confirmed_at = confirmed_at - interval '" + age + "'")
        .update();
  }
}
