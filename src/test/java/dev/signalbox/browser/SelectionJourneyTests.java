package dev.signalbox.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.signalbox.sandbox.Persona;
import org.junit.jupiter.api.Test;

/** Bulk actions on selected users. */
@BrowserTest
class SelectionJourneyTests {

  @Test
  void suspendsSelectedUsersByKeyboard(BrowserWindows windows) {
    BrowserWindow window = windows.signedIn(Persona.ADMIN).go("/users?state=ACTIVE&role=VIEWER");

    window.tabTo(checkbox(window, Persona.VIEWER)).press("Space");
    assertThat(window.page().locator("[data-selection-count]")).hasText("1 selected");
    window.tabTo(window.button("Suspend")).press("Enter");
    assertThat(window.heading()).hasText("Suspend Mei-Ling Tan");
    window.tabTo(window.page().getByLabel("Reason"));
    window.page().keyboard().type("left the project");
    window.press("Enter");

    assertThat(window.main()).containsText("Mei-Ling Tan is suspended and signed out everywhere.");
  }

  @Test
  void worksWithoutJavaScript(BrowserWindows windows) {
    BrowserWindow window = windows.open(BrowserWindows.options().setJavaScriptEnabled(false));
    window.signIn(Persona.ADMIN).go("/users?state=SUSPENDED_NEW");

    window.page().locator("input[name=id]").first().check();
    window.page().locator("input[name=id]").last().check();
    window.button("Activate").click();
    assertThat(window.heading()).hasText("Activate 2 users");
    window.button("Activate 2 users").click();

    assertThat(window.main()).containsText("2 users activated");
    window.go("/users?state=SUSPENDED_NEW");
    assertThat(window.main()).containsText("No users match these filters");
  }

  @Test
  void selectsAndDeselectsAllUsersOnThePage(BrowserWindows windows) {
    BrowserWindow window = windows.signedIn(Persona.ADMIN).go("/users?role=ADMIN");
    Locator all = window.page().getByLabel("Select all users on this page");

    all.check();
    assertThat(window.page().locator("[data-selection-count]")).hasText("2 selected");
    checkbox(window, Persona.SECOND_ADMIN).uncheck();
    assertThat(window.page().locator("[data-selection-count]")).hasText("1 selected");
    assertThat(all).not().isChecked();
  }

  private static Locator checkbox(BrowserWindow window, Persona persona) {
    return window.row(persona).locator("input[name=id]");
  }
}
