package dev.signalbox.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Pages fit the window and pass axe: light and dark, on a desktop and on a phone. In dark mode only
 * the rules on colors run, and on a desktop, because only colors differ. Screenshots are written to
 * {@code target/browser/pages}. The pages from {@link ConsolePage#NOMAD} on are in {@link
 * ClusterAccessibilityTests}, so that two processes can share the work. Both take long, so only the
 * Maven profile {@code exhaustive} runs them; {@link RepresentativePageTests} always runs.
 */
@BrowserTest
@Tag("exhaustive")
class AccessibilityTests {

  private static final Path SCREENSHOTS = Path.of("target", "browser", "pages");
  private static final String AFTER_PAINT =
      "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))";

  /** Returns the options whose text is wider than the filter's select. */
  private static final String CUT_OFF_SELECTS =
      """
      () => [...document.querySelectorAll('.sb-tools select')].filter(select => {
        const style = getComputedStyle(select);
        const context = document.createElement('canvas').getContext('2d');
        context.font = style.font;
        const free = select.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
        return context.measureText(select.selectedOptions[0].text).width > free + 1;
      }).map(select => select.selectedOptions[0].text)
      """;

  private static final List<String> COLOR_RULES = List.of("color-contrast", "link-in-text-block");

  @ParameterizedTest
  @EnumSource(to = "NOT_FOUND")
  void fitsTheWindowAndIsAccessible(ConsolePage page, BrowserWindows windows) {
    assertFitsAndIsAccessible(page, windows);
  }

  static void assertFitsAndIsAccessible(ConsolePage page, BrowserWindows windows) {
    BrowserWindow window =
        page.openIn(windows.open(BrowserWindows.options().setReducedMotion(ReducedMotion.REDUCE)));
    String name = page.name().toLowerCase(Locale.ROOT).replace('_', '-');

    assertFits(window, 1440);
    screenshot(window, name + "-wide");
    assertThat(AxeFindings.of(window)).as("wide, light").isEmpty();
    assertFits(window, 320);
    assertFits(window, 390);
    assertThat((List<?>) window.page().evaluate(CUT_OFF_SELECTS)).as("cut off at 390 px").isEmpty();
    screenshot(window, name + "-phone");
    assertThat(AxeFindings.of(window)).as("phone, light").isEmpty();
    switchToDark(window);
    screenshot(window, name + "-phone-dark");
    assertFits(window, 1440);
    screenshot(window, name + "-wide-dark");
    assertThat(AxeFindings.of(window, COLOR_RULES)).as("wide, dark").isEmpty();
  }

  private static void assertFits(BrowserWindow window, int width) {
    window.page().setViewportSize(width, 844);
    window.page().evaluate(AFTER_PAINT);
    assertThat((Integer) window.page().evaluate("document.documentElement.scrollWidth"))
        .as("scroll width at %d px", width)
        .isLessThanOrEqualTo(width);
  }

  /** Takes a picture for people; not with {@code CI=true}, because it takes long. */
  private static void screenshot(BrowserWindow window, String name) {
    if (Boolean.parseBoolean(System.getenv("CI"))) {
      return;
    }
    window.page().screenshot(new ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
  }

  private static void switchToDark(BrowserWindow window) {
    window.page().emulateMedia(new EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    window.page().locator("html[data-bs-theme=dark]").waitFor();
    window.page().evaluate(AFTER_PAINT);
  }
}
