package dev.signalbox.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import dev.signalbox.sandbox.Persona;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Light and dark: as the system says, or as the person chose. */
@BrowserTest
class AppearanceTests {

  /** Notes the ground as it is when the body begins, before anything could have been painted. */
  private static final String NOTE_THE_FIRST_GROUND =
      """
      new MutationObserver(function (changes, observer) {
        if (document.body) {
          window.firstGround = getComputedStyle(document.documentElement).colorScheme;
          observer.disconnect();
        }
      }).observe(document, { childList: true, subtree: true });
      """;

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void followsTheSystemUntilSomethingIsChosen(ColorScheme system, Windows windows) {
    Window window = windows.open(Windows.options().setColorScheme(system)).signIn(Persona.ADMIN);

    assertThat(ground(window)).isEqualTo(system == ColorScheme.DARK ? DARK : LIGHT);
    window.button("You: ").click();
    assertThat(window.button("System")).hasAttribute("aria-pressed", "true");
  }

  @ParameterizedTest
  @CsvSource({"LIGHT, Dark, dark", "DARK, Light, light"})
  void keepsTheChoiceAndShowsItFromTheFirstMoment(
      ColorScheme system, String choice, String scheme, Windows windows) {
    Window window = windows.open(Windows.options().setColorScheme(system)).signIn(Persona.ADMIN);
    window.go("/users?q=a");
    window.button("You: ").click();
    window.button(choice).click();
    assertThat(html(window)).hasAttribute("data-bs-theme", scheme);
    assertThat(window.place()).isEqualTo("/users?q=a");
    window.context().addInitScript(NOTE_THE_FIRST_GROUND);

    window.page().reload();

    assertThat(window.page().evaluate("window.firstGround")).isEqualTo(scheme);
    assertThat(ground(window)).isEqualTo(scheme.equals("dark") ? DARK : LIGHT);
  }

  @Test
  void goesBackToTheSystem(Windows windows) {
    Window window = windows.signedIn(Persona.ADMIN);
    window.button("You: ").click();
    window.button("Dark").click();
    assertThat(html(window)).hasAttribute("data-bs-theme", "dark");
    window.button("You: ").click();

    window.button("System").click();

    assertThat(html(window)).hasAttribute("data-bs-theme", "light");
    assertThat(ground(window)).isEqualTo(LIGHT);
  }

  private static final String LIGHT = "rgb(245, 246, 248)";
  private static final String DARK = "rgb(14, 19, 27)";

  private static Locator html(Window window) {
    return window.page().locator("html");
  }

  private static Object ground(Window window) {
    return window.page().evaluate("getComputedStyle(document.body).backgroundColor");
  }
}
