package dev.signalbox.accounts.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.AcmeInstallation;
import dev.signalbox.sandbox.Faults;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.github.FakeGitHub;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import dev.signalbox.testing.TestInstallation;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** The page of a refused sign-in names the cause and the steps to resolve it. */
@InstallationTest
class SignInRefusalTests {

  private final MockBrowsers browsers;
  private final DatabaseTestClient records;
  private FakeGitHub gitHub = TestInstallation.gitHub();

  @Autowired
  SignInRefusalTests(MockBrowsers browsers, JdbcClient database) {
    this.browsers = browsers;
    this.records = new DatabaseTestClient(database);
  }

  @BeforeEach
  void readGitHubOfThisTest() {
    gitHub = TestInstallation.gitHub();
  }

  @Test
  void tellsANonMemberToAskForAnInvitation() {
    assertThat(refusal(Persona.OUTSIDER))
        .bodyText()
        .contains("Not a member.", "Ask an owner of acme", "Reset GitHub authorization");
  }

  @Test
  void linksToAPendingInvitation() {
    assertThat(refusal(Persona.PENDING))
        .bodyText()
        .contains("is still pending", gitHub.address() + "/orgs/acme/invitation");
  }

  @Test
  void linksToTheApprovalRequestIfTheOrganizationRestrictsApps() {
    assertThat(refusal(Persona.RESTRICTED))
        .bodyText()
        .contains(
            "has not approved",
            gitHub.address() + "/settings/connections/applications/" + FakeGitHub.CLIENT_ID);
  }

  @Test
  void linksToRequiredSingleSignOn() {
    gitHub.requireSso(AcmeInstallation.ACME);

    assertThat(refusal(Persona.VIEWER))
        .bodyText()
        .contains("requires SAML single sign-on", "Open single sign-on", gitHub.address() + "/");
  }

  @Test
  void asksForAMissingScope() {
    gitHub.withdrawScope(Persona.VIEWER, "read:org");

    assertThat(refusal(Persona.VIEWER))
        .bodyText()
        .contains("read:org", "Reset GitHub authorization");
  }

  @Test
  void namesTheEndOfARateLimit() {
    gitHub.setRateLimit(1);

    assertThat(refusal(Persona.VIEWER, 503))
        .bodyText()
        .contains("did not confirm your membership", "rate limit reached until");
    assertThat(records.actions()).containsExactly("user.sign_in.refused");
  }

  @Test
  void namesTheNextAttemptIfTheProfileCannotBeRead() {
    gitHub.setRateLimit(0);

    assertThat(refusal(Persona.VIEWER, 503))
        .bodyText()
        .contains("GitHub rate limit reached. Try again after ");
  }

  @Test
  void refusesAnotherOrganizationThatTookOverTheName() {
    browsers.signedIn(Persona.VIEWER);
    gitHub.renameOrganization(AcmeInstallation.ACME, "acme-formerly");
    gitHub.renameOrganization(AcmeInstallation.GLOBEX, "acme");

    assertThat(refusal(Persona.OUTSIDER)).bodyText().contains("Not a member.");
  }

  @Test
  void revokesTheGitHubAuthorizationAndRecordsIt() {
    MockBrowser browser = browsers.signedIn(Persona.OUTSIDER);

    assertThat(reset(browser)).hasStatus(302).hasHeader("Location", "/sign-in?because=reset");
    assertThat(gitHub.tokensOf(Persona.OUTSIDER)).isEmpty();
    assertThat(records.event("user.permission.reset").success()).isTrue();
  }

  @Test
  void resetsNothingWithoutARefusal() {
    gitHub.tokenFor(Persona.OUTSIDER, "read:org");

    assertThat(reset(browsers.open())).hasStatus(302);
    assertThat(gitHub.tokensOf(Persona.OUTSIDER)).hasSize(1);
    assertThat(records.events()).isEmpty();
  }

  @Test
  void reportsAnUnreachableGitHubDuringTheReset() {
    MockBrowser browser = browsers.signedIn(Persona.OUTSIDER);
    gitHub.faults().set(Faults.Kind.DOWN);

    assertThat(reset(browser))
        .hasStatus(503)
        .bodyText()
        .contains("revoke the GitHub authorization");
    assertThat(records.event("user.permission.reset").success()).isFalse();
  }

  @Test
  void showsARefusalForTenMinutesOnly() {
    MockBrowser browser = browsers.signedIn(Persona.OUTSIDER);
    TestInstallation.clock().advance(Duration.ofMinutes(10).plusSeconds(1));

    assertThat(browser.get("/sign-in/refused")).hasStatus(302).hasHeader("Location", "/sign-in");
  }

  private MvcTestResult refusal(Persona persona) {
    return refusal(persona, 403);
  }

  private MvcTestResult refusal(Persona persona, int status) {
    MockBrowser browser = browsers.open();
    assertThat(browser.signIn(persona)).isEqualTo("/sign-in/refused");
    MvcTestResult page = browser.get("/sign-in/refused");
    assertThat(page).hasStatus(status);
    assertThat(records.countSessions(persona)).isZero();
    return page;
  }

  private static MvcTestResult reset(MockBrowser browser) {
    return browser.send(HttpMethod.DELETE, "/sign-in/authorization", request -> request);
  }
}
