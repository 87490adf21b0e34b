package dev.signalbox.accounts.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.AcmeInstallation;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import dev.signalbox.testing.TestInstallation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The decision about each sign-in, the resulting account and the audit events. */
@InstallationTest
class SignInDecisionTests {

  private final MockBrowsers browsers;
  private final DatabaseTestClient records;

  @Autowired
  SignInDecisionTests(MockBrowsers browsers, JdbcClient database) {
    this.browsers = browsers;
    this.records = new DatabaseTestClient(database);
  }

  @ParameterizedTest
  @EnumSource(names = {"ADMIN", "SECOND_ADMIN", "VIEWER", "MEMBER"})
  void admitsKnownUsersAndRecordsOneEvent(Persona persona) {
    assertThat(browsers.open().signIn(persona)).isEqualTo("/");

    assertThat(records.actions()).containsExactly("user.logged_in");
    assertThat(records.event("user.logged_in").actor()).isEqualTo(persona.login());
    assertThat(records.countSessions(persona)).isOne();
  }

  @Test
  void createsNewUsersAsMembers() {
    assertThat(browsers.open().signIn(Persona.NEWCOMER)).isEqualTo("/");

    assertThat(records.actions()).containsExactlyInAnyOrder("user.create", "user.logged_in");
    assertThat(records.accountColumn(Persona.NEWCOMER, "role")).isEqualTo("MEMBER");
  }

  @Test
  void showsReasonAndAdminsToSuspendedUsers() {
    MockBrowser browser = browsers.open();

    assertThat(browser.signIn(Persona.SUSPENDED)).isEqualTo("/sign-in/refused");
    assertThat(browser.get("/sign-in/refused"))
        .hasStatus(403)
        .bodyText()
        .contains("Your account is suspended", AcmeInstallation.SUSPENSION_REASON, "ask an admin");
  }

  @ParameterizedTest
  @EnumSource(names = {"SUSPENDED", "OUTSIDER", "PENDING", "RESTRICTED"})
  void refusesWithOneEventAndWithoutASession(Persona persona) {
    assertThat(browsers.open().signIn(persona)).isEqualTo("/sign-in/refused");

    assertThat(records.actions()).containsExactly("user.sign_in.refused");
    assertThat(records.event("user.sign_in.refused").success()).isFalse();
    assertThat(records.event("user.sign_in.refused").actor()).isEqualTo(persona.login());
    assertThat(records.count("spring_session")).isZero();
  }

  @Test
  void createsNoAccountForNonMembers() {
    browsers.signedIn(Persona.OUTSIDER);

    assertThat(records.hasAccount(Persona.OUTSIDER)).isFalse();
  }

  @ParameterizedTest
  @EnumSource(names = {"ADMIN", "SECOND_ADMIN"})
  void promotesConfiguredAdminsByLoginOrById(Persona persona) {
    records.setAccountColumn(persona, "role", "MEMBER");

    browsers.signedIn(persona);

    assertThat(records.accountColumn(persona, "role")).isEqualTo("ADMIN");
    assertThat(records.event("user.role.changed").actor()).isEqualTo("Signalbox");
    assertThat(records.event("user.role.changed").payload())
        .contains("member", "admin", "settings");
  }

  @Test
  void keepsTheAccountAfterARename() {
    String account = records.accountId(Persona.VIEWER).toString();
    TestInstallation.gitHub().rename(Persona.VIEWER, "mei-ling");

    browsers.signedIn(Persona.VIEWER);

    assertThat(records.accountColumn(Persona.VIEWER, "id")).isEqualTo(account);
    assertThat(records.accountColumn(Persona.VIEWER, "login")).isEqualTo("mei-ling");
    assertThat(records.accountColumn(Persona.VIEWER, "role")).isEqualTo("VIEWER");
  }

  @Test
  void createsANewAccountForAReregisteredLogin() {
    TestInstallation.gitHub().rename(Persona.VIEWER, "mei-ling");
    TestInstallation.gitHub().rename(Persona.NEWCOMER, "viewer");

    assertThat(browsers.open().signIn(Persona.NEWCOMER)).isEqualTo("/");
    assertThat(records.accountId(Persona.NEWCOMER)).isNotEqualTo(records.accountId(Persona.VIEWER));
    assertThat(records.accountColumn(Persona.NEWCOMER, "role")).isEqualTo("MEMBER");
  }
}
