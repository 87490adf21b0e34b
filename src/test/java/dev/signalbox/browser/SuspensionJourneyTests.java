package dev.signalbox.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import dev.signalbox.sandbox.Persona;
import org.junit.jupiter.api.Test;

/** Somebody is put out: by keyboard alone, and while they look at an open page. */
@BrowserTest
class SuspensionJourneyTests {

  @Test
  void isDoneByKeyboardAlone(Windows windows) {
    Window window = windows.signedIn(Persona.ADMIN);
    window.press("Control+k");
    window.page().keyboard().type("mei-ling");
    assertThat(window.page().locator("#palette [role=option]")).hasCount(1);
    window.press("Enter");
    assertThat(window.heading()).hasText(Persona.VIEWER.displayName());

    window.tabTo(window.link("Suspend this person")).press("Enter");
    assertThat(window.heading()).hasText("Suspend " + Persona.VIEWER.displayName());
    window.tabTo(window.page().getByLabel("Reason"));
    window.page().keyboard().type("left the project");
    window.press("Enter");

    assertThat(window.page().locator(".sb-flash"))
        .containsText("Mei-Ling Tan is suspended and signed out everywhere.");
    assertThat(window.main()).containsText("left the project");
  }

  @Test
  void asksForTheReasonAtTheField(Windows windows) {
    Window window = windows.signedIn(Persona.ADMIN).go("/users");
    window.complaints().expect("status of 422");
    window.row(Persona.VIEWER).locator("a.sb-name").click();
    window.link("Suspend this person").click();

    window.button("Suspend this person").click();

    assertThat(window.page().getByLabel("Reason")).hasAttribute("aria-invalid", "true");
    assertThat(window.page().getByLabel("Reason")).isFocused();
  }

  @Test
  void reachesAPageThatIsOpenWithinSeconds(Windows windows) {
    Window viewer = windows.signedIn(Persona.VIEWER).go("/users");
    assertThat(viewer.page().locator("[data-live-mark]")).hasText("Live");
    viewer.complaints().expect("status of 403");
    viewer.complaints().expect("status of 401");
    Window admin = windows.signedIn(Persona.ADMIN).go("/users");
    admin.row(Persona.VIEWER).locator("a.sb-name").click();
    admin.link("Suspend this person").click();
    admin.page().getByLabel("Reason").fill("left the project");

    admin.button("Suspend this person").click();

    assertThat(viewer.heading()).hasText("Sign in", new HasTextOptions().setTimeout(5000));
    viewer.passTheDoor();
    assertThat(viewer.heading()).hasText("Your account is suspended");
    assertThat(viewer.main()).containsText("left the project");
  }

  @Test
  void isOffForAViewerWhoReadsWhy(Windows windows) {
    Window window = windows.signedIn(Persona.VIEWER).go("/users");
    window.row(Persona.MEMBER).locator("a.sb-name").click();

    assertThat(window.button("Suspend this person")).hasAttribute("aria-disabled", "true");
    assertThat(window.page().locator(".sb-why:visible").first()).isVisible();
    String before = window.place();
    window.button("Suspend this person").focus();
    window.press("Enter");

    assertThat(window.place()).isEqualTo(before);
  }
}
