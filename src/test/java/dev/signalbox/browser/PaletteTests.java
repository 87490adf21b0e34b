package dev.signalbox.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.signalbox.sandbox.Persona;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Getting anywhere without a mouse. */
@BrowserTest
class PaletteTests {

  @Test
  void opensAPersonByName(Windows windows) {
    Window window = windows.signedIn(Persona.ADMIN);

    window.press("Control+k");
    window.page().keyboard().type("mei");
    assertThat(option(window, 0)).containsText(Persona.VIEWER.displayName());
    window.press("Enter");

    assertThat(window.heading()).hasText(Persona.VIEWER.displayName());
  }

  @Test
  void choosesWithTheArrowsAndGoesRound(Windows windows) {
    Window window = windows.signedIn(Persona.ADMIN);
    window.press("Control+k");
    assertThat(option(window, 0)).hasAttribute("aria-selected", "true");

    window.press("ArrowDown");
    assertThat(option(window, 1)).hasAttribute("aria-selected", "true");
    window.press("ArrowUp", "ArrowUp");

    assertThat(options(window).last()).hasAttribute("aria-selected", "true");
  }

  @Test
  void listsRecentPlacesFirst(Windows windows) {
    Window window = windows.signedIn(Persona.ADMIN).go("/sessions").go("/audit").go("/users");

    window.press("Control+k");

    assertThat(option(window, 0)).containsText("Audit log");
    assertThat(option(window, 1)).containsText("Your sessions");
    assertThat(option(window, 1)).containsText("Recent");
  }

  @Test
  void forgetsRecentPlacesWithTheSession(Windows windows) {
    Window window = windows.signedIn(Persona.ADMIN).go("/sessions").go("/users");
    window.button("You: ").click();
    window.button("Sign out").click();

    window.passTheDoor();
    assertThat(window.heading()).hasText("Overview");
    window.press("Control+k");

    assertThat(option(window, 0)).containsText("Overview");
    assertThat(palette(window)).not().containsText("Recent");
  }

  @Test
  void givesTheFocusBackOnEscape(Windows windows) {
    Window window = windows.signedIn(Persona.ADMIN).go("/users");
    Locator name = window.row(Persona.VIEWER).locator("a.sb-name");
    name.focus();

    window.press("Control+k");
    assertThat(palette(window)).isVisible();
    window.press("Escape");

    assertThat(palette(window)).isHidden();
    assertThat(name).isFocused();
  }

  @Test
  void saysWhenNothingHasTheName(Windows windows) {
    Window window = windows.signedIn(Persona.ADMIN);

    window.press("Control+k");
    window.page().keyboard().type("zzz");

    assertThat(palette(window)).containsText("Nothing has “zzz” in its name");
  }

  @Test
  void opensWithASlashAndTheFirstLetters(Windows windows) {
    Window window = windows.signedIn(Persona.ADMIN);

    window.press("/");
    window.page().keyboard().type("jonas");

    assertThat(option(window, 0)).containsText(Persona.SECOND_ADMIN.displayName());
  }

  @Test
  void goesToASectionWithTwoLetters(Windows windows) {
    Window window = windows.signedIn(Persona.ADMIN);

    window.press("g", "u");

    assertThat(window.heading()).hasText("Users");
  }

  @Test
  void explainsItsKeys(Windows windows) {
    Window window = windows.signedIn(Persona.ADMIN);

    window.press("?");

    assertThat(window.page().locator("#shortcuts")).isVisible();
    assertThat(window.page().locator("#shortcuts")).containsText("Go to Audit log");
  }

  @Test
  void letsSingleLettersBeSwitchedOff(Windows windows) {
    Window window = windows.signedIn(Persona.ADMIN);
    window.press("?");
    window.page().getByLabel("Shortcuts of a single letter").uncheck();
    window.press("Escape");
    window.page().reload();

    window.press("g", "u", "?");
    assertThat(window.page().locator("#shortcuts")).isHidden();
    window.press("Control+k");

    assertThat(palette(window)).isVisible();
    assertThat(window.page()).hasURL(Pattern.compile("/$"));
  }

  private static Locator palette(Window window) {
    return window.page().locator("#palette");
  }

  private static Locator options(Window window) {
    return palette(window).locator("[role=option]");
  }

  private static Locator option(Window window, int index) {
    return options(window).nth(index);
  }
}
