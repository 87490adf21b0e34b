package dev.signalbox.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What axe finds on every page: nothing, in light and dark, wide and on a phone. In the dark only
 * colours are another, so there only what looks at colours is asked again.
 */
@BrowserTest
class AccessibilityTests {

  private static final List<String> OF_COLOURS = List.of("color-contrast", "link-in-text-block");

  @ParameterizedTest
  @EnumSource(Pages.class)
  void findsNothing(Pages page, Windows windows) {
    Window window =
        page.openIn(windows.open(Windows.options().setReducedMotion(ReducedMotion.REDUCE)));

    assertThat(findings(axe(window))).as("wide, light").isEmpty();
    window.page().setViewportSize(390, 844);
    assertThat(findings(axe(window))).as("phone, light").isEmpty();
    dark(window);
    assertThat(findings(axe(window).withRules(OF_COLOURS))).as("phone, dark").isEmpty();
    window.page().setViewportSize(1280, 900);
    assertThat(findings(axe(window).withRules(OF_COLOURS))).as("wide, dark").isEmpty();
  }

  private static void dark(Window window) {
    window.page().emulateMedia(new EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    window.page().locator("html[data-bs-theme=dark]").waitFor();
  }

  private static AxeBuilder axe(Window window) {
    return new AxeBuilder(window.page()).setLegacyMode(true);
  }

  private static List<String> findings(AxeBuilder axe) {
    return axe.analyze().getViolations().stream().map(AccessibilityTests::words).toList();
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
