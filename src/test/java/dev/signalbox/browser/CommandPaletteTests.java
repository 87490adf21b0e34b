package dev.signalbox.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.signalbox.sandbox.Persona;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The command palette and keyboard shortcuts. */
@BrowserTest
class CommandPaletteTests {

  @Test
  void opensAUserByName(BrowserWindows windows) {
    BrowserWindow window = windows.signedIn(Persona.ADMIN).go("/");

    window.press("Control+k");
    window.page().keyboard().type("mei");
    assertThat(option(window, 0)).containsText(Persona.VIEWER.displayName());
    window.press("Enter");

    assertThat(window.heading()).hasText(Persona.VIEWER.displayName());
  }

  @Test
  void wrapsAroundWithTheArrowKeys(BrowserWindows windows) {
    BrowserWindow window = windows.signedIn(Persona.ADMIN).go("/");
    window.press("Control+k");
    assertThat(option(window, 0)).hasAttribute("aria-selected", "true");

    window.press("ArrowDown");
    assertThat(option(window, 1)).hasAttribute("aria-selected", "true");
    window.press("ArrowUp", "ArrowUp");

    assertThat(options(window).last()).hasAttribute("aria-selected", "true");
  }

  @Test
  void listsRecentPagesFirst(BrowserWindows windows) {
    BrowserWindow window =
        windows.signedIn(Persona.ADMIN).go("/sessions").go("/audit").go("/users");

    window.press("Control+k");

    assertThat(option(window, 0)).containsText("Audit log");
    assertThat(option(window, 1)).containsText("Sessions");
    assertThat(option(window, 1)).containsText("Recent");
  }

  @Test
  void clearsRecentPagesOnSignOut(BrowserWindows windows) {
    BrowserWindow window = windows.signedIn(Persona.ADMIN).go("/sessions").go("/users");
    window.button("You: ").click();
    window.button("Sign out").click();

    window.clickSignIn();
    assertThat(window.heading()).hasText("Overview");
    window.press("Control+k");

    assertThat(option(window, 0)).containsText("Overview");
    assertThat(palette(window)).not().containsText("Recent");
  }

  @Test
  void restoresTheFocusOnEscape(BrowserWindows windows) {
    BrowserWindow window = windows.signedIn(Persona.ADMIN).go("/users");
    Locator name = window.row(Persona.VIEWER).locator("a.sb-name");
    name.focus();

    window.press("Control+k");
    assertThat(palette(window)).isVisible();
    window.press("Escape");

    assertThat(palette(window)).isHidden();
    assertThat(name).isFocused();
  }

  @Test
  void showsThatThereAreNoResults(BrowserWindows windows) {
    BrowserWindow window = windows.signedIn(Persona.ADMIN).go("/");

    window.press("Control+k");
    window.page().keyboard().type("zzz");

    assertThat(palette(window)).containsText("No results for “zzz”");
  }

  @Test
  void opensWithASlash(BrowserWindows windows) {
    BrowserWindow window = windows.signedIn(Persona.ADMIN).go("/");

    window.press("/");
    window.page().keyboard().type("jonas");

    assertThat(option(window, 0)).containsText(Persona.SECOND_ADMIN.displayName());
  }

  @Test
  void opensASectionWithTwoKeys(BrowserWindows windows) {
    BrowserWindow window = windows.signedIn(Persona.ADMIN).go("/");

    window.press("g", "u");

    assertThat(window.heading()).hasText("Users");
  }

  @Test
  void listsTheShortcuts(BrowserWindows windows) {
    BrowserWindow window = windows.signedIn(Persona.ADMIN).go("/");

    window.press("?");

    assertThat(window.page().locator("#shortcuts")).isVisible();
    assertThat(window.page().locator("#shortcuts")).containsText("Go to Audit log");
  }

  @Test
  void allowsSingleKeyShortcutsToBeDisabled(BrowserWindows windows) {
    BrowserWindow window = windows.signedIn(Persona.ADMIN).go("/");
    window.press("?");
    window.page().getByLabel("Enable single-key shortcuts").uncheck();
    window.press("Escape");
    window.page().reload();

    window.press("g", "u", "?");
    assertThat(window.page().locator("#shortcuts")).isHidden();
    window.press("Control+k");

    assertThat(palette(window)).isVisible();
    assertThat(window.page()).hasURL(Pattern.compile("/$"));
  }

  private static Locator palette(BrowserWindow window) {
    return window.page().locator("#palette");
  }

  private static Locator options(BrowserWindow window) {
    return palette(window).locator("[role=option]");
  }

  private static Locator option(BrowserWindow window, int index) {
    return options(window).nth(index);
  }
}
