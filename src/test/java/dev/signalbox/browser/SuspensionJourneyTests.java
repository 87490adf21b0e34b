package dev.signalbox.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import dev.signalbox.sandbox.Persona;
import org.junit.jupiter.api.Test;

/** Suspending a user: by keyboard, with validation, and while the user has a page open. */
@BrowserTest
class SuspensionJourneyTests {

  @Test
  void worksByKeyboard(BrowserWindows windows) {
    BrowserWindow window = windows.signedIn(Persona.ADMIN).go("/");
    window.press("Control+k");
    window.page().keyboard().type("mei-ling");
    assertThat(window.page().locator("#palette [role=option]")).hasCount(1);
    window.press("Enter");
    assertThat(window.heading()).hasText(Persona.VIEWER.displayName());

    window.tabTo(window.link("Suspend user")).press("Enter");
    assertThat(window.heading()).hasText("Suspend " + Persona.VIEWER.displayName());
    window.tabTo(window.page().getByLabel("Reason"));
    window.page().keyboard().type("left the project");
    window.press("Enter");

    assertThat(window.page().locator(".sb-flash"))
        .containsText("Mei-Ling Tan is suspended and signed out everywhere.");
    assertThat(window.main()).containsText("left the project");
  }

  @Test
  void reportsAMissingReasonAtTheField(BrowserWindows windows) {
    BrowserWindow window = windows.signedIn(Persona.ADMIN).go("/users");
    window.errors().expect("status of 422");
    window.row(Persona.VIEWER).locator("a.sb-name").click();
    window.link("Suspend user").click();

    window.button("Suspend user").click();

    assertThat(window.page().getByLabel("Reason")).hasAttribute("aria-invalid", "true");
    assertThat(window.page().getByLabel("Reason")).isFocused();
  }

  @Test
  void redirectsAnOpenPageWithinSeconds(BrowserWindows windows) {
    BrowserWindow viewer = windows.signedIn(Persona.VIEWER).go("/users");
    assertThat(viewer.page().locator("[data-live-mark]")).hasText("Live");
    viewer.errors().expect("status of 403");
    viewer.errors().expect("status of 401");
    BrowserWindow admin = windows.signedIn(Persona.ADMIN).go("/users");
    admin.row(Persona.VIEWER).locator("a.sb-name").click();
    admin.link("Suspend user").click();
    admin.page().getByLabel("Reason").fill("left the project");

    admin.button("Suspend user").click();

    assertThat(viewer.heading()).hasText("Sign in", new HasTextOptions().setTimeout(5000));
    viewer.clickSignIn();
    assertThat(viewer.heading()).hasText("Your account is suspended");
    assertThat(viewer.main()).containsText("left the project");
  }

  @Test
  void isDisabledWithAReasonForViewers(BrowserWindows windows) {
    BrowserWindow window = windows.signedIn(Persona.VIEWER).go("/users");
    window.row(Persona.MEMBER).locator("a.sb-name").click();

    assertThat(window.button("Suspend user")).hasAttribute("aria-disabled", "true");
    assertThat(window.page().locator(".sb-disabled-reason:visible").first()).isVisible();
    String before = window.pathAndQuery();
    window.button("Suspend user").focus();
    window.press("Enter");

    assertThat(window.pathAndQuery()).isEqualTo(before);
  }
}
