package dev.signalbox.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.TestInstallation;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Ending sessions, re-authentication and idle timeout. */
@BrowserTest
class SessionJourneyTests {

  @Test
  void endsTheSessionOfAnotherBrowser(BrowserWindows windows) {
    BrowserWindow other = windows.signedIn(Persona.VIEWER).go("/");
    other.errors().expect("status of 401");
    assertThat(other.page().locator("[data-live-mark]")).hasText("Live");
    BrowserWindow here = windows.signedIn(Persona.VIEWER).go("/sessions");

    here.page().locator("tr[data-key] button").click();

    assertThat(here.main()).containsText("1 active session (this one)");
    assertThat(other.heading()).hasText("Sign in", new HasTextOptions().setTimeout(5000));
    assertThat(other.main()).containsText("Your session has ended.");
  }

  @Test
  void endsAllOtherSessions(BrowserWindows windows) {
    // the open pages get 401 for the next fragment
    windows.signedIn(Persona.VIEWER).go("/").errors().expect("status of 401");
    windows.signedIn(Persona.VIEWER).go("/").errors().expect("status of 401");
    BrowserWindow here = windows.signedIn(Persona.VIEWER).go("/sessions");
    assertThat(here.page().locator("tr[data-key]")).hasCount(3);

    here.button("Sign out all other sessions").click();

    assertThat(here.page().locator("tr[data-key]")).hasCount(1);
    assertThat(here.main()).containsText("this browser");
  }

  @Test
  void requiresReauthenticationBeforeATokenIsCreatedAndReturns(BrowserWindows windows) {
    BrowserWindow window = windows.signedIn(Persona.ADMIN).go("/");
    TestInstallation.clock().advance(Duration.ofMinutes(11));

    window.go("/tokens/new");
    assertThat(window.heading()).hasText("Confirm it's you");
    window.link("Sign in again").click();
    window.chooseAccount(Persona.ADMIN);

    assertThat(window.link("Cancel")).isVisible();
    assertThat(window.pathAndQuery()).isEqualTo("/tokens/new");
  }

  @Test
  void endsAfter30MinutesOfInactivityWithAMessage(BrowserWindows windows) {
    BrowserWindow window = windows.signedIn(Persona.ADMIN).go("/").awaitSettled();
    window.errors().expect("status of 401");
    TestInstallation.clock().advance(Duration.ofMinutes(31));

    window.go("/users");

    assertThat(window.main()).containsText("Signed out after 30 minutes of inactivity.");
  }
}
