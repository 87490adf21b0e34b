package dev.signalbox.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.TestInstallation;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** One person with two browsers, and the sign-in that a dangerous act wants fresh. */
@BrowserTest
class SessionJourneyTests {

  @Test
  void endsTheOtherBrowserFromThisOne(Windows windows) {
    Window other = windows.signedIn(Persona.VIEWER);
    other.complaints().expect("status of 401");
    assertThat(other.page().locator("[data-live-mark]")).hasText("Live");
    Window here = windows.signedIn(Persona.VIEWER).go("/sessions");

    here.button("End the session of").click();

    assertThat(here.main()).containsText("You are signed in with this browser only");
    assertThat(other.heading()).hasText("Sign in", new HasTextOptions().setTimeout(5000));
    assertThat(other.main()).containsText("Your session has ended.");
  }

  @Test
  void endsAllOthersAtOnce(Windows windows) {
    // the pages left open there learn it from the first part that they cannot fetch any more
    windows.signedIn(Persona.VIEWER).complaints().expect("status of 401");
    windows.signedIn(Persona.VIEWER).complaints().expect("status of 401");
    Window here = windows.signedIn(Persona.VIEWER).go("/sessions");
    assertThat(here.page().locator("tr[data-key]")).hasCount(3);

    here.button("End all other sessions").click();

    assertThat(here.page().locator("tr[data-key]")).hasCount(1);
    assertThat(here.main()).containsText("this browser");
  }

  @Test
  void asksForAFreshSignInBeforeARoleChangesAndLeadsBack(Windows windows) {
    Window window = windows.signedIn(Persona.ADMIN).go("/users?q=fuentes");
    TestInstallation.clock().advance(Duration.ofMinutes(11));
    window.row(Persona.MEMBER).locator("a.sb-name").click();

    window.link("Change the role").click();
    assertThat(window.heading()).hasText("Sign in once more");
    window.link("Sign in again").click();
    window.choose(Persona.ADMIN);

    assertThat(window.heading()).hasText("Change the role of " + Persona.MEMBER.displayName());
    assertThat(window.place()).endsWith("/role");
  }

  @Test
  void endsAfterHalfAnHourWithoutAClickAndSaysSo(Windows windows) {
    Window window = windows.signedIn(Persona.ADMIN).settled();
    window.complaints().expect("status of 401");
    TestInstallation.clock().advance(Duration.ofMinutes(31));

    window.go("/users");

    assertThat(window.main()).containsText("You were away for half an hour.");
  }
}
