package dev.signalbox.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The one Chromium of a run, that of the machine. */
final class Chromium {

  private static final Path PROGRAM = Path.of("/usr/bin/chromium");

  private static @Nullable Browser running;

  private Chromium() {}

  /** Starts it the first time; it ends with the run. */
  static synchronized Browser running() {
    if (running == null) {
      if (!Files.isExecutable(PROGRAM)) {
        throw new AssertionError(
            PROGRAM
                + " is missing, so nothing can be tested in a browser. On Debian: apt-get install"
                + " chromium");
      }
      Playwright playwright =
          Playwright.create(
              new Playwright.CreateOptions()
                  .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
      running =
          playwright
              .chromium()
              .launch(
                  new LaunchOptions()
                      .setExecutablePath(PROGRAM)
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
}
