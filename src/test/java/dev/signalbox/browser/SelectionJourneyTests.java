package dev.signalbox.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.signalbox.sandbox.Persona;
import org.junit.jupiter.api.Test;

/** Several people are ticked in the list and dealt with at once. */
@BrowserTest
class SelectionJourneyTests {

  @Test
  void suspendsTheTickedPeopleByKeyboardAlone(Windows windows) {
    Window window = windows.signedIn(Persona.ADMIN).go("/users?state=ACTIVE&role=VIEWER");

    window.tabTo(box(window, Persona.VIEWER)).press("Space");
    assertThat(window.page().locator("[data-selection-count]")).hasText("1 chosen");
    window.tabTo(window.button("Suspend")).press("Enter");
    assertThat(window.heading()).hasText("Suspend Mei-Ling Tan");
    window.tabTo(window.page().getByLabel("Reason"));
    window.page().keyboard().type("left the project");
    window.press("Enter");

    assertThat(window.main()).containsText("Mei-Ling Tan is suspended and signed out everywhere.");
  }

  @Test
  void worksWithoutScripts(Windows windows) {
    Window window = windows.open(Windows.options().setJavaScriptEnabled(false));
    window.signIn(Persona.ADMIN).go("/users?state=SUSPENDED_NEW");

    window.page().locator("input[name=id]").first().check();
    window.page().locator("input[name=id]").last().check();
    window.button("Activate").click();
    assertThat(window.heading()).hasText("Activate 2 people");
    window.button("Activate 2 people").click();

    assertThat(window.main()).containsText("All 2 done");
    window.go("/users?state=SUSPENDED_NEW");
    assertThat(window.main()).containsText("Nobody matches this filter");
  }

  @Test
  void ticksAndUnticksTheWholePage(Windows windows) {
    Window window = windows.signedIn(Persona.ADMIN).go("/users?role=ADMIN");
    Locator all = window.page().getByLabel("Everybody on this page");

    all.check();
    assertThat(window.page().locator("[data-selection-count]")).hasText("2 chosen");
    box(window, Persona.SECOND_ADMIN).uncheck();
    assertThat(window.page().locator("[data-selection-count]")).hasText("1 chosen");
    assertThat(all).not().isChecked();
  }

  private static Locator box(Window window, Persona persona) {
    return window.row(persona).locator("input[name=id]");
  }
}
