package dev.signalbox.accounts.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Browser;
import dev.signalbox.sandbox.Browsers;
import dev.signalbox.sandbox.InstallationTest;
import dev.signalbox.sandbox.Persona;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The way in, as each persona goes it. */
@InstallationTest
class SignInTests {

  private final Browsers browsers;

  @Autowired
  SignInTests(Browsers browsers) {
    this.browsers = browsers;
  }

  @Test
  void admitsAnAdminAndShowsTheOverview() {
    Browser browser = browsers.open();

    assertThat(browser.signIn(Persona.ADMIN)).isEqualTo("/");
    assertThat(browser.get("/")).hasStatusOk().bodyText().contains("Overview");
  }

  @Test
  void leadsBackToWhereThePersonWantedToGo() {
    Browser browser = browsers.open();

    assertThat(browser.signIn(Persona.ADMIN, "/sign-in/github?to=%2Faudit%3Factor%3Dadmin"))
        .isEqualTo("/audit?actor=admin");
  }

  @Test
  void tellsAnOutsiderWhichOrganisationIsMissing() {
    Browser browser = browsers.open();

    assertThat(browser.signIn(Persona.OUTSIDER)).isEqualTo("/sign-in/refused");
    assertThat(browser.get("/sign-in/refused"))
        .hasStatus(403)
        .bodyText()
        .contains("acme")
        .contains("You are not a member.");
  }
}
