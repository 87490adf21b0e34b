package dev.signalbox.accounts.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Books;
import dev.signalbox.sandbox.Browser;
import dev.signalbox.sandbox.Browsers;
import dev.signalbox.sandbox.Installation;
import dev.signalbox.sandbox.InstallationTest;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.TestInstallation;
import dev.signalbox.sandbox.Weather;
import dev.signalbox.sandbox.github.FakeGitHub;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Each reason for which GitHub hides an organisation has its cause and its cure on the page. */
@InstallationTest
class RefusalTests {

  private final Browsers browsers;
  private final Books books;
  private FakeGitHub gitHub = TestInstallation.gitHub();

  @Autowired
  RefusalTests(Browsers browsers, JdbcClient database) {
    this.browsers = browsers;
    this.books = new Books(database);
  }

  @BeforeEach
  void takeTheGitHubOfThisTest() {
    gitHub = TestInstallation.gitHub();
  }

  @Test
  void asksAnOutsiderToBeInvited() {
    assertThat(refusal(Persona.OUTSIDER))
        .bodyText()
        .contains("You are not a member.", "Ask an owner of acme", "Reset the permission");
  }

  @Test
  void leadsTheInvitedToTheInvitation() {
    assertThat(refusal(Persona.PENDING))
        .bodyText()
        .contains("the invitation is not accepted", gitHub.address() + "/orgs/acme/invitation");
  }

  @Test
  void leadsToTheRequestForApprovalWhereTheOrganisationRestrictsApps() {
    assertThat(refusal(Persona.RESTRICTED))
        .bodyText()
        .contains(
            "has not approved this console",
            gitHub.address() + "/settings/connections/applications/" + FakeGitHub.CLIENT_ID);
  }

  @Test
  void leadsToSingleSignOnWhereTheOrganisationWantsIt() {
    gitHub.requireSso(Installation.ACME);

    assertThat(refusal(Persona.VIEWER))
        .bodyText()
        .contains("wants a single sign-on first", "Go to single sign-on", gitHub.address() + "/");
  }

  @Test
  void asksForTheScopeThatWasWithheld() {
    gitHub.dropScope(Persona.VIEWER, "read:org");

    assertThat(refusal(Persona.VIEWER))
        .bodyText()
        .contains("(read:org)", "Reset the permission at GitHub");
  }

  @Test
  void saysWhenGitHubHasAnsweredTooMuch() {
    gitHub.rateLimit(1);

    assertThat(refusal(Persona.VIEWER, 503))
        .bodyText()
        .contains("could not tell whether you belong", "answers no more questions until");
    assertThat(books.actions()).containsExactly("user.sign_in.refused");
  }

  @Test
  void opensToNoOtherOrganisationThatTookTheName() {
    browsers.signedIn(Persona.VIEWER);
    gitHub.renameOrganization(Installation.ACME, "acme-formerly");
    gitHub.renameOrganization(Installation.GLOBEX, "acme");

    assertThat(refusal(Persona.OUTSIDER)).bodyText().contains("You are not a member.");
  }

  @Test
  void forgetsThePermissionAtGitHubAndWritesThatDown() {
    Browser browser = browsers.signedIn(Persona.OUTSIDER);

    assertThat(reset(browser)).hasStatus(302).hasHeader("Location", "/sign-in?because=reset");
    assertThat(gitHub.tokensOf(Persona.OUTSIDER)).isEmpty();
    assertThat(books.event("user.permission.reset").success()).isTrue();
  }

  @Test
  void resetsNothingForWhoeverWasNotRefused() {
    gitHub.tokenFor(Persona.OUTSIDER, "read:org");

    assertThat(reset(browsers.open())).hasStatus(302);
    assertThat(gitHub.tokensOf(Persona.OUTSIDER)).hasSize(1);
    assertThat(books.events()).isEmpty();
  }

  @Test
  void saysWhatToDoWhenGitHubIsAwayDuringTheReset() {
    Browser browser = browsers.signedIn(Persona.OUTSIDER);
    gitHub.weather().turn(Weather.Kind.DOWN);

    assertThat(reset(browser)).hasStatus(503).bodyText().contains("No answer", "reset the perm");
    assertThat(books.event("user.permission.reset").success()).isFalse();
  }

  @Test
  void tellsARefusalForTenMinutesOnly() {
    Browser browser = browsers.signedIn(Persona.OUTSIDER);
    TestInstallation.clock().advance(Duration.ofMinutes(10).plusSeconds(1));

    assertThat(browser.get("/sign-in/refused")).hasStatus(302).hasHeader("Location", "/sign-in");
  }

  private MvcTestResult refusal(Persona persona) {
    return refusal(persona, 403);
  }

  private MvcTestResult refusal(Persona persona, int status) {
    Browser browser = browsers.open();
    assertThat(browser.signIn(persona)).isEqualTo("/sign-in/refused");
    MvcTestResult page = browser.get("/sign-in/refused");
    assertThat(page).hasStatus(status);
    assertThat(books.sessions(persona)).isZero();
    return page;
  }

  private static MvcTestResult reset(Browser browser) {
    return browser.send(HttpMethod.DELETE, "/sign-in/authorization", request -> request);
  }
}
