package dev.signalbox.accounts.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Books;
import dev.signalbox.sandbox.Browser;
import dev.signalbox.sandbox.Browsers;
import dev.signalbox.sandbox.Installation;
import dev.signalbox.sandbox.InstallationTest;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.TestInstallation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who is let in, who becomes what, and what is written down about it. */
@InstallationTest
class SignInDecisionTests {

  private final Browsers browsers;
  private final Books books;

  @Autowired
  SignInDecisionTests(Browsers browsers, JdbcClient database) {
    this.browsers = browsers;
    this.books = new Books(database);
  }

  @ParameterizedTest
  @EnumSource(names = {"ADMIN", "SECOND_ADMIN", "VIEWER", "MEMBER"})
  void admitsWhoeverIsKnownAndWritesOneEvent(Persona persona) {
    assertThat(browsers.open().signIn(persona)).isEqualTo("/");

    assertThat(books.actions()).containsExactly("user.logged_in");
    assertThat(books.event("user.logged_in").actor()).isEqualTo(persona.login());
    assertThat(books.sessions(persona)).isOne();
  }

  @Test
  void notesANewcomerAsAMember() {
    assertThat(browsers.open().signIn(Persona.NEWCOMER)).isEqualTo("/");

    assertThat(books.actions()).containsExactlyInAnyOrder("user.create", "user.logged_in");
    assertThat(books.account(Persona.NEWCOMER, "role")).isEqualTo("MEMBER");
  }

  @Test
  void tellsTheSuspendedSinceWhenAndWhy() {
    Browser browser = browsers.open();

    assertThat(browser.signIn(Persona.SUSPENDED)).isEqualTo("/sign-in/refused");
    assertThat(browser.get("/sign-in/refused"))
        .hasStatus(403)
        .bodyText()
        .contains("Your account is suspended", Installation.SUSPENSION_REASON, "activate");
  }

  @ParameterizedTest
  @EnumSource(names = {"SUSPENDED", "OUTSIDER", "PENDING", "RESTRICTED"})
  void refusesWithOneEventAndWithoutASession(Persona persona) {
    assertThat(browsers.open().signIn(persona)).isEqualTo("/sign-in/refused");

    assertThat(books.actions()).containsExactly("user.sign_in.refused");
    assertThat(books.event("user.sign_in.refused").success()).isFalse();
    assertThat(books.event("user.sign_in.refused").actor()).isEqualTo(persona.login());
    assertThat(books.count("spring_session")).isZero();
  }

  @Test
  void makesNobodyOutsideAUser() {
    browsers.signedIn(Persona.OUTSIDER);

    assertThat(books.knows(Persona.OUTSIDER)).isFalse();
  }

  @ParameterizedTest
  @EnumSource(names = {"ADMIN", "SECOND_ADMIN"})
  void makesWhomTheSettingsNameAnAdminByLoginOrById(Persona persona) {
    books.set(persona, "role", "MEMBER");

    browsers.signedIn(persona);

    assertThat(books.account(persona, "role")).isEqualTo("ADMIN");
    assertThat(books.event("user.role.changed").actor()).isEqualTo("Signalbox");
    assertThat(books.event("user.role.changed").payload()).contains("member", "admin", "settings");
  }

  @Test
  void keepsTheAccountOfWhoeverIsRenamed() {
    String account = books.id(Persona.VIEWER).toString();
    TestInstallation.gitHub().rename(Persona.VIEWER, "mei-ling");

    browsers.signedIn(Persona.VIEWER);

    assertThat(books.account(Persona.VIEWER, "id")).isEqualTo(account);
    assertThat(books.account(Persona.VIEWER, "login")).isEqualTo("mei-ling");
    assertThat(books.account(Persona.VIEWER, "role")).isEqualTo("VIEWER");
  }

  @Test
  void takesWhoeverRegistersAFreedLoginForSomebodyElse() {
    TestInstallation.gitHub().rename(Persona.VIEWER, "mei-ling");
    TestInstallation.gitHub().rename(Persona.NEWCOMER, "viewer");

    assertThat(browsers.open().signIn(Persona.NEWCOMER)).isEqualTo("/");
    assertThat(books.id(Persona.NEWCOMER)).isNotEqualTo(books.id(Persona.VIEWER));
    assertThat(books.account(Persona.NEWCOMER, "role")).isEqualTo("MEMBER");
  }
}
