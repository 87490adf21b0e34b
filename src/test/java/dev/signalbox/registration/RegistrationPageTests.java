package dev.signalbox.registration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.AcmeInstallation;
import dev.signalbox.sandbox.Faults;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import dev.signalbox.testing.TestInstallation;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** System settings: the registration rules are shown, changed and enforced at sign-in. */
@InstallationTest
class RegistrationPageTests {

  private static final String PAGE = "/settings/registration";
  private static final Pattern CONFIRMED =
      Pattern.compile("name=\"confirmed\"\\s+value=\"([^\"]+)\"");

  private final MockBrowsers browsers;
  private final DatabaseTestClient records;
  private MockBrowser admin;

  @Autowired
  RegistrationPageTests(MockBrowsers browsers, JdbcClient database) {
    this.browsers = browsers;
    this.records = new DatabaseTestClient(database);
    this.admin = browsers.open();
  }

  @BeforeEach
  void signIn() {
    admin = browsers.signedIn(Persona.ADMIN);
  }

  @Test
  void usesTheEnvironmentUntilTheFirstSave() {
    assertThat(admin.get(PAGE))
        .hasStatusOk()
        .bodyText()
        .contains(
            "Members of acme can sign in · new users are active immediately",
            "numeric id 9001",
            "SIGNALBOX_REQUIRED_ORGANIZATIONS",
            "this controls who can sign in");

    save("members", "acme", true, 0);

    assertThat(admin.get(PAGE)).bodyText().contains("need approval", "Saved here by admin");
  }

  @Test
  void disablesTheButtonForViewers() {
    assertThat(browsers.signedIn(Persona.VIEWER).get(PAGE))
        .hasStatusOk()
        .bodyText()
        .contains("Members of acme", "aria-disabled=\"true\"", "your role is viewer");
  }

  @Test
  void resolvesNamesAndKeepsGitHubsSpelling() {
    assertThat(save("members", " ACME , acme-labs,, Acme ", false, 0)).hasStatus(302);

    assertThat(records.count("registration where organization_names = '{acme,acme-labs}'")).isOne();
    assertThat(records.count("registration where organization_ids = '{9001,9002}'")).isOne();
    assertThat(records.event("settings.registration.updated").actor()).isEqualTo("admin");
    assertThat(records.event("settings.registration.updated").payload())
        .contains("\"before\":", "acme (9001)", "\"after\":", "acme-labs (9002)");
  }

  @Test
  void reportsUnknownOrganizationsAndKeepsTheInput() {
    assertThat(save("members", "acme, nobody-home, nowhere", true, 0))
        .hasStatus(422)
        .bodyText()
        .contains(
            "Organization “nobody-home” not found on GitHub.",
            "value=\"acme, nobody-home, nowhere\"",
            "checked=\"checked\"");
    assertThat(records.count("registration")).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "members, '', Enter at least one organization",
    "members, ' , ,', Enter at least one organization",
    "members, 'acme, a b', Not a valid GitHub name: a b.",
    "members, 'acme, ../user', Not a valid GitHub name: ../user.",
    "neither, acme, Choose an option.",
  })
  void rejectsInvalidInput(String who, String list, String message) {
    assertThat(save(who, list, false, 0)).hasStatus(422).bodyText().contains(message);
    assertThat(records.count("registration")).isZero();
  }

  @Test
  void rejectsAnOrganizationThatRestrictsTheApp() {
    TestInstallation.gitHub().restrictOAuthApps(AcmeInstallation.ACME_LABS);

    assertThat(save("members", "acme, acme-labs", false, 0))
        .hasStatus(422)
        .bodyText()
        .contains("acme-labs restricts OAuth Apps and has not approved Signalbox");
  }

  @Test
  void preventsAdminsFromLockingThemselvesOut() {
    assertThat(save("members", "globex", false, 0))
        .hasStatus(422)
        .bodyText()
        .contains("You are not a member of globex.");
  }

  @Test
  void detectsThatANameBelongsToAnotherOrganization() {
    TestInstallation.gitHub().renameOrganization(AcmeInstallation.ACME, "acme-rail");
    TestInstallation.gitHub().renameOrganization(AcmeInstallation.ACME_LABS, "acme");

    assertThat(save("members", "acme", false, 0))
        .hasStatus(422)
        .bodyText()
        .contains("acme now belongs to a different organization");
  }

  @Test
  void savesNothingWhileGitHubIsDown() {
    TestInstallation.gitHub().faults().set(Faults.Kind.DOWN);

    assertThat(save("members", "acme, acme-labs", true, 0))
        .hasStatus(503)
        .bodyText()
        .contains("Nothing was saved", "to look up the organization acme", "acme, acme-labs");
    assertThat(records.count("registration")).isZero();
  }

  @Test
  void asksForConfirmationWhenUsersWouldLoseAccess() {
    records.setAccountColumn(Persona.MEMBER, "name", "<b>Diego</b>");

    assertThat(save("members", "acme-labs", false, 0))
        .hasStatusOk()
        .bodyText()
        .contains(
            "users lose access",
            "&lt;b&gt;Diego&lt;/b&gt;",
            "not a member (checked",
            "unknown (never checked)")
        .doesNotContain(Persona.VIEWER.displayName());
    assertThat(records.count("registration")).isZero();
    assertThat(records.actions()).doesNotContain("settings.registration.updated");
  }

  @Test
  void revokesAccessOfKnownNonMembers() {
    MockBrowser member = browsers.signedIn(Persona.MEMBER);
    MockBrowser viewer = browsers.signedIn(Persona.VIEWER);

    confirm("acme-labs");

    assertThat(admin.get(PAGE)).bodyText().contains("1 user was signed out.");
    assertThat(member.get("/sessions")).hasStatus(303);
    assertThat(viewer.get("/users")).hasStatusOk();
    assertThat(records.event("user.access_revoked").target()).isEqualTo("member");
    assertThat(records.event("user.access_revoked").payload()).contains("registration rules");
    assertThat(browsers.open().signIn(Persona.MEMBER)).isEqualTo("/sign-in/refused");
  }

  @Test
  void asksForConfirmationAgainWhenTheCountsChanged() {
    Map<String, String> form = form("members", "acme-labs", false, 0);
    form.put("confirmed", "1-0");

    assertThat(admin.put(PAGE, form)).hasStatusOk().bodyText().contains("users lose access");
    assertThat(records.count("registration")).isZero();
  }

  @Test
  void showsTheConflictWithAnotherAdmin() {
    save("members", "acme", true, 0);
    MockBrowser second = browsers.signedIn(Persona.SECOND_ADMIN);

    assertThat(second.put(PAGE, form("members", "acme, acme-labs", false, 0)))
        .hasStatus(409)
        .bodyText()
        .contains(
            "Changed by someone else",
            "admin saved",
            "need approval",
            "acme, acme-labs",
            "name=\"version\" value=\"1\"");
    assertThat(second.put(PAGE, form("members", "acme, acme-labs", false, 1))).hasStatus(302);
    assertThat(records.count("registration where version = 2 and not suspend_new_users")).isOne();
  }

  @Test
  void allowsAnyoneOnlyByExplicitChoice() {
    assertThat(browsers.open().signIn(Persona.OUTSIDER)).isEqualTo("/sign-in/refused");

    save("anyone", "", false, 0);

    assertThat(browsers.open().signIn(Persona.OUTSIDER)).isEqualTo("/");
    assertThat(browsers.open().get("/sign-in")).bodyText().contains("Sign in with any account at");
  }

  @Test
  void requiresApprovalForNewUsersAfterTheSave() {
    save("members", "acme", true, 0);

    assertThat(browsers.open().signIn(Persona.NEWCOMER)).isEqualTo("/sign-in/refused");
    assertThat(records.accountColumn(Persona.NEWCOMER, "status")).isEqualTo("SUSPENDED_NEW");
  }

  @Test
  void requiresReauthentication() {
    TestInstallation.clock().advance(Duration.ofMinutes(11));

    assertThat(save("anyone", "", false, 0)).hasStatus(303);
    assertThat(records.count("registration")).isZero();
  }

  private MvcTestResult save(String who, String organizations, boolean suspend, int version) {
    return admin.put(PAGE, form(who, organizations, suspend, version));
  }

  private void confirm(String organizations) {
    Map<String, String> form = form("members", organizations, false, 0);
    Matcher mark = CONFIRMED.matcher(MockBrowser.body(admin.put(PAGE, form)));
    assertThat(mark.find()).isTrue();
    form.put("confirmed", mark.group(1));
    assertThat(admin.put(PAGE, form)).hasStatus(302);
  }

  private static Map<String, String> form(
      String who, String organizations, boolean suspend, int version) {
    return new HashMap<>(
        Map.of(
            "who",
            who,
            "organizations",
            organizations,
            "suspendNewUsers",
            Boolean.toString(suspend),
            "version",
            Integer.toString(version)));
  }
}
