package dev.signalbox.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Pages fit the window and pass axe: in light colors on a desktop, and in dark colors on a phone.
 * What surrounds the content is the same on all pages, so axe checks it on a phone only in those of
 * {@link #WITH_FRAME}. Screenshots are written to {@code target/browser/pages}. The pages from
 * {@link ConsolePage#NOMAD} on are in {@link ClusterAccessibilityTests}, so that two processes can
 * share the work.
 */
@BrowserTest
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

  private static final Set<ConsolePage> WITH_FRAME =
      EnumSet.of(
          ConsolePage.OVERVIEW,
          ConsolePage.SIGN_IN,
          ConsolePage.PALETTE,
          ConsolePage.SHORTCUTS,
          ConsolePage.MENU);

  @ParameterizedTest
  @EnumSource(to = "NOT_FOUND")
  void fitsTheWindowAndIsAccessible(ConsolePage page, BrowserWindows windows) {
    assertFitsAndIsAccessible(page, windows);
  }

  static void assertFitsAndIsAccessible(ConsolePage page, BrowserWindows windows) {
    BrowserWindow window = page.openIn(windows.reuse());
    String name = page.name().toLowerCase(Locale.ROOT).replace('_', '-');

    assertFits(window, 1440);
    screenshot(window, name + "-wide");
    assertThat(AxeFindings.of(window)).as("wide, light").isEmpty();
    assertFits(window, 320);
    assertFits(window, 390);
    assertThat((List<?>) window.page().evaluate(CUT_OFF_SELECTS)).as("cut off at 390 px").isEmpty();
    screenshot(window, name + "-phone");
    switchToDark(window);
    screenshot(window, name + "-phone-dark");
    assertThat(
            WITH_FRAME.contains(page) ? AxeFindings.of(window) : AxeFindings.within("main", window))
        .as("phone, dark")
        .isEmpty();
    window.page().setViewportSize(1440, 844);
    screenshot(window, name + "-wide-dark");
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
