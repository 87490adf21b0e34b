package dev.signalbox.accounts.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Sign-in from start to end. */
@InstallationTest
class SignInFlowTests {

  private final MockBrowsers browsers;

  @Autowired
  SignInFlowTests(MockBrowsers browsers) {
    this.browsers = browsers;
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
}
