package dev.signalbox.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Route;
import dev.signalbox.sandbox.Faults;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.TestInstallation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Successful and refused sign-ins of each persona. */
@BrowserTest
class SignInJourneyTests {

  @ParameterizedTest
  @EnumSource(
      value = Persona.class,
      names = {"ADMIN", "SECOND_ADMIN", "VIEWER"})
  void showsTheOverviewToUsersWithARole(Persona persona, BrowserWindows windows) {
    BrowserWindow window = windows.open().go("/sign-in").clickSignIn(persona);

    assertThat(window.heading()).hasText("Overview");
    assertThat(window.button("You: " + persona.displayName())).isVisible();
  }

  @ParameterizedTest
  @EnumSource(
      value = Persona.class,
      names = {"MEMBER", "NEWCOMER"})
  void explainsToMembersHowToGetAccess(Persona persona, BrowserWindows windows) {
    BrowserWindow window = windows.open();
    window.errors().expect("status of 403");

    window.go("/sign-in").clickSignIn(persona);

    assertThat(window.heading()).hasText("You don't have access to this console");
    assertThat(window.main()).containsText("admin");
  }

  @ParameterizedTest
  @CsvSource({
    "OUTSIDER, You need to be a member of acme, Not a member.",
    "PENDING, You need to be a member of acme, still pending",
    "RESTRICTED, You need to be a member of acme, has not approved",
    "SUSPENDED, Your account is suspended, left the project",
  })
  void showsTheReasonOfARefusal(
      Persona persona, String title, String cause, BrowserWindows windows) {
    BrowserWindow window = windows.open();
    window.errors().expect("status of 403");

    window.go("/sign-in").clickSignIn(persona);

    assertThat(window.heading()).hasText(title);
    assertThat(window.main()).containsText(cause);
    assertThat(window.link("Use another account")).isVisible();
  }

  @Test
  void allowsAnotherAccountAfterARefusal(BrowserWindows windows) {
    BrowserWindow window = windows.open();
    window.errors().expect("status of 403");
    window.go("/sign-in").clickSignIn(Persona.OUTSIDER);

    window.link("Use another account").click();
    window.chooseAccount(Persona.VIEWER);

    assertThat(window.heading()).hasText("Overview");
  }

  @Test
  void returnsToTheRequestedPage(BrowserWindows windows) {
    BrowserWindow window = windows.open().go("/audit?actor=admin");

    assertThat(window.heading()).hasText("Sign in");
    window.clickSignIn(Persona.ADMIN);

    assertThat(window.heading()).hasText("Audit log");
    assertThat(window.pathAndQuery()).isEqualTo("/audit?actor=admin");
  }

  @Test
  void reportsThatGitHubIsNotResponding(BrowserWindows windows) {
    BrowserWindow window = windows.open().go("/sign-in");
    window.clickSignIn();
    window.errors().expect("status of 503");

    window.page().route("**/login/oauth/authorize", SignInJourneyTests::respondAndTakeGitHubDown);
    window.chooseAccount(Persona.ADMIN);

    assertThat(window.heading()).hasText("GitHub is not responding");
    assertThat(window.link("Try again")).isVisible();
  }

  @Test
  void confirmsTheSignOut(BrowserWindows windows) {
    BrowserWindow window = windows.open().go("/sign-in").clickSignIn(Persona.ADMIN);

    window.button("You: ").click();
    window.button("Sign out").click();

    assertThat(window.main()).containsText("You are signed out.");
    window.go("/users");
    assertThat(window.heading()).hasText("Sign in");
  }

  /** Takes GitHub down after the authorization but before the browser follows the redirect. */
  private static void respondAndTakeGitHubDown(Route route) {
    APIResponse redirect = route.fetch(new Route.FetchOptions().setMaxRedirects(0));
    TestInstallation.gitHub().faults().set(Faults.Kind.DOWN);
    route.fulfill(new Route.FulfillOptions().setResponse(redirect));
  }
}
