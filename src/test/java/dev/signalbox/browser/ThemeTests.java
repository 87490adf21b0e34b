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

/** The theme follows the system or the choice of the user. */
@BrowserTest
class ThemeTests {

  /** Records the color scheme when the body is created, before the first paint. */
  private static final String RECORD_FIRST_COLOR_SCHEME =
      """
      new MutationObserver(function (changes, observer) {
        if (document.body) {
          window.firstColorScheme = getComputedStyle(document.documentElement).colorScheme;
          observer.disconnect();
        }
      }).observe(document, { childList: true, subtree: true });
      """;

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void followsTheSystemByDefault(ColorScheme system, BrowserWindows windows) {
    BrowserWindow window =
        windows.open(BrowserWindows.options().setColorScheme(system)).signIn(Persona.ADMIN).go("/");

    assertThat(background(window)).isEqualTo(system == ColorScheme.DARK ? DARK : LIGHT);
    window.button("You: ").click();
    assertThat(window.button("System")).hasAttribute("aria-pressed", "true");
  }

  @ParameterizedTest
  @CsvSource({"LIGHT, Dark, dark", "DARK, Light, light"})
  void appliesTheChoiceBeforeTheFirstPaint(
      ColorScheme system, String choice, String scheme, BrowserWindows windows) {
    BrowserWindow window =
        windows.open(BrowserWindows.options().setColorScheme(system)).signIn(Persona.ADMIN).go("/");
    window.go("/users?q=a");
    window.button("You: ").click();
    window.button(choice).click();
    assertThat(html(window)).hasAttribute("data-bs-theme", scheme);
    assertThat(window.pathAndQuery()).isEqualTo("/users?q=a");
    window.context().addInitScript(RECORD_FIRST_COLOR_SCHEME);

    window.page().reload();

    assertThat(window.page().evaluate("window.firstColorScheme")).isEqualTo(scheme);
    assertThat(background(window)).isEqualTo(scheme.equals("dark") ? DARK : LIGHT);
  }

  @Test
  void canFollowTheSystemAgain(BrowserWindows windows) {
    BrowserWindow window = windows.signedIn(Persona.ADMIN).go("/");
    window.button("You: ").click();
    window.button("Dark").click();
    assertThat(html(window)).hasAttribute("data-bs-theme", "dark");
    window.button("You: ").click();

    window.button("System").click();

    assertThat(html(window)).hasAttribute("data-bs-theme", "light");
    assertThat(background(window)).isEqualTo(LIGHT);
  }

  private static final String LIGHT = "rgb(245, 246, 248)";
  private static final String DARK = "rgb(14, 19, 27)";

  private static Locator html(BrowserWindow window) {
    return window.page().locator("html");
  }

  private static Object background(BrowserWindow window) {
    return window.page().evaluate("getComputedStyle(document.body).backgroundColor");
  }
}
