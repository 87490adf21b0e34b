package dev.signalbox.accounts.registration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Books;
import dev.signalbox.sandbox.Browser;
import dev.signalbox.sandbox.Browsers;
import dev.signalbox.sandbox.Installation;
import dev.signalbox.sandbox.InstallationTest;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.TestInstallation;
import dev.signalbox.sandbox.Weather;
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

/** System settings: who may enter is seen, changed, and obeyed by the door. */
@InstallationTest
class RegistrationPageTests {

  private static final String PAGE = "/settings/registration";
  private static final Pattern CONFIRMED = Pattern.compile("name=\"confirmed\" value=\"([^\"]+)\"");

  private final Browsers browsers;
  private final Books books;
  private Browser admin;

  @Autowired
  RegistrationPageTests(Browsers browsers, JdbcClient database) {
    this.browsers = browsers;
    this.books = new Books(database);
    this.admin = browsers.open();
  }

  @BeforeEach
  void signIn() {
    admin = browsers.signedIn(Persona.ADMIN);
  }

  @Test
  void saysThatTheEnvironmentHoldsUntilTheFirstSave() {
    assertThat(admin.get(PAGE))
        .hasStatusOk()
        .bodyText()
        .contains(
            "Active members of acme may sign in · new people may enter at once",
            "numeric id 9001",
            "SIGNALBOX_REQUIRED_ORGANIZATIONS",
            "the list only gates signing in");

    save("members", "acme", true, 0);

    assertThat(admin.get(PAGE))
        .bodyText()
        .contains("wait until an admin activates them", "This page, saved by admin");
  }

  @Test
  void showsAViewerTheRulesWithTheButtonOff() {
    assertThat(browsers.signedIn(Persona.VIEWER).get(PAGE))
        .hasStatusOk()
        .bodyText()
        .contains("Active members of acme", "aria-disabled=\"true\"", "Your role is viewer");
  }

  @Test
  void resolvesEachNameAndKeepsGitHubsSpelling() {
    assertThat(save("members", " ACME , acme-labs,, Acme ", false, 0)).hasStatus(302);

    assertThat(books.count("registration where organization_names = '{acme,acme-labs}'")).isOne();
    assertThat(books.count("registration where organization_ids = '{9001,9002}'")).isOne();
    assertThat(books.event("settings.registration.updated").actor()).isEqualTo("admin");
    assertThat(books.event("settings.registration.updated").payload())
        .contains("\"before\":", "acme (9001)", "\"after\":", "acme-labs (9002)");
  }

  @Test
  void refusesNamesByNameAndKeepsWhatWasTyped() {
    assertThat(save("members", "acme, nobody-home, nowhere", true, 0))
        .hasStatus(422)
        .bodyText()
        .contains(
            "GitHub knows no organisation nobody-home. GitHub knows no organisation nowhere.",
            "value=\"acme, nobody-home, nowhere\"",
            "checked=\"checked\"");
    assertThat(books.count("registration")).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "members, '', Name at least one",
    "members, ' , ,', Name at least one",
    "members, 'acme, a b', No name at GitHub: a b.",
    "members, 'acme, ../user', No name at GitHub: ../user.",
    "neither, acme, Choose one of the two.",
  })
  void refusesWhatCannotBe(String who, String list, String told) {
    assertThat(save(who, list, false, 0)).hasStatus(422).bodyText().contains(told);
    assertThat(books.count("registration")).isZero();
  }

  @Test
  void refusesAnOrganisationThatRestrictsThisApp() {
    TestInstallation.gitHub().restrict(Installation.ACME_LABS);

    assertThat(save("members", "acme, acme-labs", false, 0))
        .hasStatus(422)
        .bodyText()
        .contains("acme-labs restricts OAuth Apps and has not approved this console");
  }

  @Test
  void letsNobodyLockThemselvesOut() {
    assertThat(save("members", "globex", false, 0))
        .hasStatus(422)
        .bodyText()
        .contains("You are no active member of globex and would lock yourself out.");
  }

  @Test
  void noticesThatANameBelongsToSomebodyElseNow() {
    TestInstallation.gitHub().renameOrganization(Installation.ACME, "acme-rail");
    TestInstallation.gitHub().renameOrganization(Installation.ACME_LABS, "acme");

    assertThat(save("members", "acme", false, 0))
        .hasStatus(422)
        .bodyText()
        .contains("acme is another organisation today");
  }

  @Test
  void savesNothingWhileGitHubIsDown() {
    TestInstallation.gitHub().weather().turn(Weather.Kind.DOWN);

    assertThat(save("members", "acme, acme-labs", true, 0))
        .hasStatus(503)
        .bodyText()
        .contains("Nothing was saved", "to look the organisation acme up", "acme, acme-labs");
    assertThat(books.count("registration")).isZero();
  }

  @Test
  void showsWhoWouldLoseAccessBeforeItSaves() {
    books.set(Persona.MEMBER, "name", "<b>Diego</b>");

    assertThat(save("members", "acme-labs", false, 0))
        .hasStatusOk()
        .bodyText()
        .contains(
            "people lose access",
            "&lt;b&gt;Diego&lt;/b&gt;",
            "outside, checked",
            "unknown, GitHub was never asked")
        .doesNotContain(Persona.VIEWER.displayName());
    assertThat(books.count("registration")).isZero();
    assertThat(books.actions()).doesNotContain("settings.registration.updated");
  }

  @Test
  void endsAccessAtOnceForWhoeverIsKnownToBeOutside() {
    Browser member = browsers.signedIn(Persona.MEMBER);
    Browser viewer = browsers.signedIn(Persona.VIEWER);

    confirm("acme-labs");

    assertThat(admin.get(PAGE)).bodyText().contains("1 person was signed in and is out.");
    assertThat(member.get("/sessions")).hasStatus(303);
    assertThat(viewer.get("/users")).hasStatusOk();
    assertThat(books.event("user.access_revoked").target()).isEqualTo("member");
    assertThat(books.event("user.access_revoked").payload()).contains("registration rules");
    assertThat(browsers.open().signIn(Persona.MEMBER)).isEqualTo("/sign-in/refused");
  }

  @Test
  void showsThePreviewAgainWhenItSaysSomethingElse() {
    Map<String, String> form = form("members", "acme-labs", false, 0);
    form.put("confirmed", "1-0");

    assertThat(admin.put(PAGE, form)).hasStatusOk().bodyText().contains("people lose access");
    assertThat(books.count("registration")).isZero();
  }

  @Test
  void tellsTheSecondAdminWhatTheFirstOneSaved() {
    save("members", "acme", true, 0);
    Browser second = browsers.signedIn(Persona.SECOND_ADMIN);

    assertThat(second.put(PAGE, form("members", "acme, acme-labs", false, 0)))
        .hasStatus(409)
        .bodyText()
        .contains(
            "The rules changed while you typed",
            "admin saved",
            "wait until an admin activates them",
            "acme, acme-labs",
            "name=\"version\" value=\"1\"");
    assertThat(second.put(PAGE, form("members", "acme, acme-labs", false, 1))).hasStatus(302);
    assertThat(books.count("registration where version = 2 and not suspend_new_users")).isOne();
  }

  @Test
  void opensTheDoorToEverybodyOnlyWhenThatIsSaid() {
    assertThat(browsers.open().signIn(Persona.OUTSIDER)).isEqualTo("/sign-in/refused");

    save("anyone", "", false, 0);

    assertThat(browsers.open().signIn(Persona.OUTSIDER)).isEqualTo("/");
    assertThat(browsers.open().get("/sign-in")).bodyText().contains("Everybody with an account at");
  }

  @Test
  void letsNewPeopleWaitFromTheSaveOn() {
    save("members", "acme", true, 0);

    assertThat(browsers.open().signIn(Persona.NEWCOMER)).isEqualTo("/sign-in/refused");
    assertThat(books.account(Persona.NEWCOMER, "status")).isEqualTo("SUSPENDED_NEW");
  }

  @Test
  void wantsAFreshSignIn() {
    TestInstallation.clock().advance(Duration.ofMinutes(11));

    assertThat(save("anyone", "", false, 0)).hasStatus(303);
    assertThat(books.count("registration")).isZero();
  }

  private MvcTestResult save(String who, String organizations, boolean suspend, int version) {
    return admin.put(PAGE, form(who, organizations, suspend, version));
  }

  private void confirm(String organizations) {
    Map<String, String> form = form("members", organizations, false, 0);
    Matcher mark = CONFIRMED.matcher(Browser.body(admin.put(PAGE, form)));
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
