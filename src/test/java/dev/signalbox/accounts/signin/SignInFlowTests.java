package dev.signalbox.accounts.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import dev.signalbox.testing.TestInstallation;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sign-in from start to end. */
@InstallationTest
class SignInFlowTests {

  private final MockBrowsers browsers;
  private final DatabaseTestClient records;

  @Autowired
  SignInFlowTests(MockBrowsers browsers, JdbcClient database) {
    this.browsers = browsers;
    this.records = new DatabaseTestClient(database);
  }

  @Test
  void admitsAnAdminAndShowsTheOverview() {
    MockBrowser browser = browsers.open();

    assertThat(browser.signIn(Persona.ADMIN)).isEqualTo("/");
    assertThat(browser.get("/")).hasStatusOk().bodyText().contains("Overview");
  }

  @Test
  void returnsToTheRequestedPage() {
    MockBrowser browser = browsers.open();

    assertThat(browser.signIn(Persona.ADMIN, "/sign-in/github?to=%2Faudit%3Factor%3Dadmin"))
        .isEqualTo("/audit?actor=admin");
  }

  @Test
  void namesTheRequiredOrganizationToANonMember() {
    MockBrowser browser = browsers.open();

    assertThat(browser.signIn(Persona.OUTSIDER)).isEqualTo("/sign-in/refused");
    assertThat(browser.get("/sign-in/refused"))
        .hasStatus(403)
        .bodyText()
        .contains("acme")
        .contains("Not a member.");
  }

  @Test
  void promotesAUserNamedByIdWhateverTheLogin() {
    records.setAccountColumn(Persona.SECOND_ADMIN, "role", "MEMBER");
    TestInstallation.gitHub().rename(Persona.SECOND_ADMIN, "jonas");

    browsers.open().signIn(Persona.SECOND_ADMIN);

    assertThat(records.accountColumn(Persona.SECOND_ADMIN, "role")).isEqualTo("ADMIN");
  }

  @Test
  void keepsTheRoleOfAUserWhoseLoginEqualsTheIdOfAnAdmin() {
    TestInstallation.gitHub().rename(Persona.NEWCOMER, Long.toString(Persona.SECOND_ADMIN.id()));

    browsers.open().signIn(Persona.NEWCOMER);

    assertThat(records.accountColumn(Persona.NEWCOMER, "login"))
        .isEqualTo(Long.toString(Persona.SECOND_ADMIN.id()));
    assertThat(records.accountColumn(Persona.NEWCOMER, "role")).isEqualTo("MEMBER");
  }

  @Test
  void keepsTheRoleOfAKnownMemberWhoTakesTheIdOfAnAdminAsLogin() {
    TestInstallation.gitHub().rename(Persona.MEMBER, Long.toString(Persona.SECOND_ADMIN.id()));

    browsers.open().signIn(Persona.MEMBER);

    assertThat(records.accountColumn(Persona.MEMBER, "role")).isEqualTo("MEMBER");
    assertThat(records.actions()).doesNotContain("user.role.changed");
  }
}
