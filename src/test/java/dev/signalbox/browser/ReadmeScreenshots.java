package dev.signalbox.browser;

import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotAnimations;
import dev.signalbox.sandbox.Persona;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Takes the screenshots of the README with the test fixture. Not part of the build: {@code mvn
 * verify -Dtest=ReadmeScreenshots}.
 */
@BrowserTest
class ReadmeScreenshots {

  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK"})
  void overview(ColorScheme scheme, BrowserWindows windows) {
    BrowserWindow window =
        windows.open(BrowserWindows.options().setViewportSize(1440, 900).setColorScheme(scheme));
    window.signIn(Persona.ADMIN).go("/").awaitSettled();
    window.page().locator("[data-live-mark][data-state=live]").waitFor();

    window
        .page()
        .screenshot(
            new ScreenshotOptions()
                .setAnimations(ScreenshotAnimations.DISABLED)
                .setPath(
                    Path.of(
                        "docs",
                        "overview-%s.png".formatted(scheme.name().toLowerCase(Locale.ROOT)))));
  }
}
