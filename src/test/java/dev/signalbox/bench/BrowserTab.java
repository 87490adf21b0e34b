package dev.signalbox.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.RunningConsole;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A page of the console that is open in a browser. */
final class BrowserTab implements AutoCloseable {

  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

  private final Playwright playwright;
  private final Browser browser;
  private final Page page;
  private final String address;
  private String row = "";

  private BrowserTab(Playwright playwright, Browser browser, String address) {
    this.playwright = playwright;
    this.browser = browser;
    this.page = browser.newPage();
    this.address = address;
  }

  /** Opens a browser and signs in. */
  static BrowserTab at(RunningConsole console) {
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    Browser browser =
        playwright
            .chromium()
            .launch(
                new LaunchOptions()
                    .setExecutablePath(CHROMIUM)
                    .setArgs(List.of("--no-sandbox", "--disable-gpu")));
    BrowserTab tab = new BrowserTab(playwright, browser, console.address().toString());
    tab.page.navigate(tab.address + "/sign-in");
    tab.page.locator("a[href^='/sign-in/github']").click();
    tab.page.locator("button[name=login][value=" + Persona.ADMIN.login() + "]").click();
    tab.page.waitForURL(tab.address + "/**");
    return tab;
  }

  /** Opens the client list filtered to one ready client and returns its id. */
  String showOneClient() {
    page.navigate(address + "/nomad/clients?state=ready");
    row = page.locator("tr[data-key]").first().getAttribute("data-key");
    page.navigate(address + "/nomad/clients?q=" + row);
    awaitState("Ready");
    return row;
  }

  /** Opens a list whose first row is watched. */
  void showFirstRow(String path) {
    page.navigate(address + path);
    page.waitForSelector("tr[data-key]");
    row = page.locator("tr[data-key]").first().getAttribute("data-key");
  }

  /** Waits until the row shows the status; checked on every animation frame. */
  void awaitState(String word) {
    page.waitForFunction(
        "([row, word]) => document.querySelector(`tr[data-key='${row}'] .sb-status`)"
            + "?.textContent.includes(word)",
        List.of(row, word));
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
