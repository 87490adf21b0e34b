package dev.signalbox.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Route;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.TestInstallation;
import dev.signalbox.sandbox.Weather;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The way in and the ways to be turned away, as each persona goes them. */
@BrowserTest
class SignInJourneyTests {

  @ParameterizedTest
  @EnumSource(
      value = Persona.class,
      names = {"ADMIN", "SECOND_ADMIN", "VIEWER"})
  void leadsThoseWithARoleToTheOverview(Persona persona, Windows windows) {
    Window window = windows.signedIn(persona);

    assertThat(window.heading()).hasText("Overview");
    assertThat(window.button("You: " + persona.displayName())).isVisible();
  }

  @ParameterizedTest
  @EnumSource(
      value = Persona.class,
      names = {"MEMBER", "NEWCOMER"})
  void tellsMembersWhomToAskForTheConsole(Persona persona, Windows windows) {
    Window window = windows.open();
    window.complaints().expect("status of 403");

    window.signIn(persona);

    assertThat(window.heading()).hasText("You are signed in, but not to this console");
    assertThat(window.main()).containsText("admin");
  }

  @ParameterizedTest
  @CsvSource({
    "OUTSIDER, You are not in the organisation that this console asks for, You are not a member.",
    "PENDING, You are not in the organisation that this console asks for, not accepted",
    "RESTRICTED, You are not in the organisation that this console asks for, has not approved",
    "SUSPENDED, Your account is suspended, left the project",
  })
  void namesTheCauseToThoseItTurnsAway(
      Persona persona, String title, String cause, Windows windows) {
    Window window = windows.open();
    window.complaints().expect("status of 403");

    window.signIn(persona);

    assertThat(window.heading()).hasText(title);
    assertThat(window.main()).containsText(cause);
    assertThat(window.link("Use another account")).isVisible();
  }

  @Test
  void letsSomebodyElseTryAfterARefusal(Windows windows) {
    Window window = windows.open();
    window.complaints().expect("status of 403");
    window.signIn(Persona.OUTSIDER);

    window.link("Use another account").click();
    window.choose(Persona.VIEWER);

    assertThat(window.heading()).hasText("Overview");
  }

  @Test
  void leadsBackToThePageThatWasAskedFor(Windows windows) {
    Window window = windows.open().go("/audit?actor=admin");

    assertThat(window.heading()).hasText("Sign in");
    window.passTheDoor(Persona.ADMIN);

    assertThat(window.heading()).hasText("Audit log");
    assertThat(window.place()).isEqualTo("/audit?actor=admin");
  }

  @Test
  void saysWhenGitHubDoesNotAnswer(Windows windows) {
    Window window = windows.open().go("/sign-in");
    window.link("Sign in with").click();
    window.complaints().expect("status of 503");

    window.page().route("**/login/oauth/authorize", SignInJourneyTests::letThroughAndBreak);
    window.choose(Persona.ADMIN);

    assertThat(window.heading()).hasText("GitHub does not answer");
    assertThat(window.link("Try again")).isVisible();
  }

  @Test
  void signsOutAndSaysSo(Windows windows) {
    Window window = windows.signedIn(Persona.ADMIN);

    window.button("You: ").click();
    window.button("Sign out").click();

    assertThat(window.main()).containsText("You are signed out.");
    window.go("/users");
    assertThat(window.heading()).hasText("Sign in");
  }

  /** GitHub is gone before the browser learns where to go with its code, never later. */
  private static void letThroughAndBreak(Route route) {
    APIResponse redirect = route.fetch(new Route.FetchOptions().setMaxRedirects(0));
    TestInstallation.gitHub().weather().turn(Weather.Kind.DOWN);
    route.fulfill(new Route.FulfillOptions().setResponse(redirect));
  }
}
