package dev.signalbox.browser;

import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ScreenshotAnimations;
import dev.signalbox.sandbox.Persona;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Takes the pictures that the README shows, from the story as every test finds it. Not part of a
 * build: {@code mvn test -Dtest=ScreenshotsOfTheReadme}.
 */
@BrowserTest
class ScreenshotsOfTheReadme {

  @Test
  void overview(Windows windows) {
    Window window = windows.open(Windows.options().setViewportSize(1440, 900));
    window.signIn(Persona.ADMIN).settled();
    window.page().locator("[data-live-mark][data-state=live]").waitFor();

    window
        .page()
        .screenshot(
            new ScreenshotOptions()
                .setAnimations(ScreenshotAnimations.DISABLED)
                .setPath(Path.of("docs", "overview.png")));
  }
}
