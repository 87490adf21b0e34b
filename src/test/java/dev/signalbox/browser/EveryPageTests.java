package dev.signalbox.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every page fits the window, and axe finds nothing on it: in light and dark, wide and on a phone.
 * In the dark only colours are another, so there only what looks at colours is asked again. What
 * each page looked like is left in {@code target/browser/pages}.
 */
@BrowserTest
class EveryPageTests {

  private static final Path PICTURES = Path.of("target", "browser", "pages");
  private static final String ONCE_PAINTED =
      "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))";
  private static final List<String> OF_COLOURS = List.of("color-contrast", "link-in-text-block");

  @ParameterizedTest
  @EnumSource(Pages.class)
  void fitsAndIsForEverybody(Pages page, Windows windows) {
    Window window =
        page.openIn(windows.open(Windows.options().setReducedMotion(ReducedMotion.REDUCE)));
    String name = page.name().toLowerCase(Locale.ROOT).replace('_', '-');

    assertFits(window, 1440);
    picture(window, name + "-wide");
    assertThat(findings(axe(window))).as("wide, light").isEmpty();
    assertFits(window, 320);
    assertFits(window, 390);
    picture(window, name + "-phone");
    assertThat(findings(axe(window))).as("phone, light").isEmpty();
    dark(window);
    picture(window, name + "-phone-dark");
    assertThat(findings(axe(window).withRules(OF_COLOURS))).as("phone, dark").isEmpty();
    assertFits(window, 1440);
    picture(window, name + "-wide-dark");
    assertThat(findings(axe(window).withRules(OF_COLOURS))).as("wide, dark").isEmpty();
  }

  private static void assertFits(Window window, int width) {
    window.page().setViewportSize(width, 844);
    window.page().evaluate(ONCE_PAINTED);
    assertThat((Integer) window.page().evaluate("document.documentElement.scrollWidth"))
        .as("at %d nothing scrolls sideways", width)
        .isLessThanOrEqualTo(width);
  }

  private static void picture(Window window, String name) {
    window.page().screenshot(new ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
  }

  private static void dark(Window window) {
    window.page().emulateMedia(new EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    window.page().locator("html[data-bs-theme=dark]").waitFor();
    window.page().evaluate(ONCE_PAINTED);
  }

  private static AxeBuilder axe(Window window) {
    return new AxeBuilder(window.page()).setLegacyMode(true);
  }

  private static List<String> findings(AxeBuilder axe) {
    return axe.analyze().getViolations().stream().map(EveryPageTests::words).toList();
  }

  private static String words(Rule rule) {
    return "%s %s: %s"
        .formatted(
            rule.getImpact(),
            rule.getId(),
            rule.getNodes().stream()
                .limit(3)
                .map(node -> node.getHtml() + " " + node.getFailureSummary())
                .toList());
  }
}
