package dev.signalbox.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import dev.signalbox.testing.InstalledCommands;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The system's Chromium, started once per run. */
final class SharedChromium {

  private static @Nullable Browser running;

  private SharedChromium() {}

  /** Returns the browser and starts it on the first call. It is stopped at the end of the run. */
  static synchronized Browser running() {
    if (running == null) {
      Playwright playwright =
          Playwright.create(
              new Playwright.CreateOptions()
                  .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
      running =
          playwright
              .chromium()
              .launch(
                  new LaunchOptions()
                      .setExecutablePath(executable())
                      .setArgs(
                          List.of(
                              "--no-sandbox",
                              "--disable-gpu",
                              "--disable-quic",
                              "--no-first-run",
                              "--disable-background-networking",
                              "--disable-component-update",
                              "--disable-sync")));
    }
    return running;
  }

  /** The headless shell of Debian opens windows three times faster than Chromium itself. */
  private static Path executable() {
    return InstalledCommands.find("chromium-headless-shell")
        .or(() -> InstalledCommands.find("chromium"))
        .orElseThrow();
  }
}
