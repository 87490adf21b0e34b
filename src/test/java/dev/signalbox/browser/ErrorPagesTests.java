package dev.signalbox.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Persona;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The page for URLs that don't exist. */
@BrowserTest
class ErrorPagesTests {

  @Test
  void showsTheErrorIdAndKeepsShortcutsWorking(BrowserWindows windows) {
    BrowserWindow window = windows.signedIn(Persona.ADMIN).go("/");

    window.go("/nothing-here", 404);

    assertThat(window.heading()).hasText("Page not found");
    assertThat(window.main()).containsText("Error id");
    window.press("g", "u");
    assertThat(window.heading()).hasText("Users");
  }

  @Test
  void linksToTheListFromAnUnknownUser(BrowserWindows windows) {
    BrowserWindow window = windows.signedIn(Persona.ADMIN).go("/");

    window.go("/users/" + UUID.randomUUID(), 404);
    window.main().getByText("list of users").last().click();

    assertThat(window.pathAndQuery()).isEqualTo("/users");
  }

  @Test
  void isNotListedAsARecentPage(BrowserWindows windows) {
    BrowserWindow window = windows.signedIn(Persona.ADMIN).go("/");
    window.go("/nothing-here", 404);

    window.press("Control+k");

    assertThat(window.page().locator("#palette")).not().containsText("Page not found");
  }
}
