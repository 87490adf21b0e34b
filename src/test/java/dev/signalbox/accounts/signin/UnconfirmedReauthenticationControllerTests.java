package dev.signalbox.accounts.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Faults;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.HttpBrowser;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import dev.signalbox.testing.RunningConsole;
import dev.signalbox.testing.TestDatabase;
import dev.signalbox.testing.TestInstallation;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Re-authentication while GitHub does not respond. */
@InstallationTest
class UnconfirmedReauthenticationControllerTests {

  private static final String PATH = "/sign-in/unconfirmed";

  private final MockBrowsers browsers;
  private final JdbcClient database;
  private final DatabaseTestClient records;
  private MockBrowser admin;

  @Autowired
  UnconfirmedReauthenticationControllerTests(MockBrowsers browsers, JdbcClient database) {
    this.browsers = browsers;
    this.database = database;
    this.records = new DatabaseTestClient(database);
    this.admin = browsers.open();
  }

  @BeforeEach
  void signInThreeHoursAgo() {
    admin = browsers.signedIn(Persona.ADMIN);
    database
        .sql("update console_session set signed_in_at = signed_in_at - interval '3 hours'")
        .update();
  }

  @Test
  void replacesTheSignInDuringAnOutage() {
    assertThat(admin.get("/settings/registration/edit")).hasStatus(303);
    assertThat(admin.get("/sign-in/again")).bodyText().contains("GitHub is not responding");
    TestInstallation.gitHub().faults().set(Faults.Kind.DOWN);

    assertThat(admin.get(PATH + "?to=/settings/registration/edit")).hasStatusOk();
    assertThat(confirm("Admin ", "purge a lost machine"))
        .hasStatus(302)
        .hasHeader("Location", "/settings/registration/edit");

    assertThat(admin.get("/settings/registration/edit")).hasStatusOk();
    assertThat(records.event("user.reauthenticated").payload())
        .contains("unconfirmed", "purge a lost machine");
    assertThat(admin.get("/"))
        .bodyText()
        .contains("1 re-authentication of the last 24 hours is not confirmed by GitHub");
  }

  @Test
  void isRefusedWhileGitHubResponds() {
    assertThat(admin.get(PATH)).hasStatus(409);
    assertThat(confirm("admin", "a reason")).hasStatus(409);

    assertThat(admin.get("/settings/registration/edit")).hasStatus(303);
    assertThat(records.actions()).doesNotContain("user.reauthenticated");
  }

  /** Such as a rate limit, which many requests of the same user can reach. */
  @Test
  void isRefusedWhileGitHubDeniesTheRequest() {
    TestInstallation.gitHub().faults().set(Faults.Kind.DENYING);

    assertThat(confirm("admin", "a reason")).hasStatus(409);
    assertThat(records.actions()).doesNotContain("user.reauthenticated");
  }

  @Test
  void requiresTheLoginOfTheSessionAndAReason() {
    TestInstallation.gitHub().faults().set(Faults.Kind.DOWN);

    assertThat(confirm("second-admin", "a reason")).hasStatus(422).bodyText().contains("admin.");
    assertThat(confirm("admin", " ")).hasStatus(422).bodyText().contains("Enter a reason.");
    assertThat(admin.get("/settings/registration/edit")).hasStatus(303);
  }

  @Test
  void canBeDisabled() {
    try (RunningConsole console =
        RunningConsole.start(
            TestDatabase.createEmpty(),
            Map.of("signalbox.github.required-for-reauthentication", "true"))) {
      console.reset();
      HttpBrowser browser = HttpBrowser.signedIn(console, Persona.ADMIN);

      assertThat(browser.get("/sign-in/again").body()).doesNotContain(PATH);
      assertThat(browser.get(PATH).statusCode()).isEqualTo(404);
    }
  }

  private MvcTestResult confirm(String login, String reason) {
    return admin.post(
        PATH, Map.of("to", "/settings/registration/edit", "login", login, "reason", reason));
  }
}
