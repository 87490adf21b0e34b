package dev.signalbox.browser;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.RequestOptions;
import dev.signalbox.sandbox.Persona;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** A browser context with one page. */
final class BrowserWindow {

  private final BrowserContext context;
  private final BrowserErrors errors;
  private final Page page;

  private BrowserWindow(BrowserContext context, BrowserErrors errors, Page page) {
    this.context = context;
    this.errors = errors;
    this.page = page;
  }

  static BrowserWindow open(BrowserContext context) {
    context.setDefaultTimeout(8000);
    BrowserErrors errors = BrowserErrors.of(context);
    return new BrowserWindow(context, errors, context.newPage());
  }

  Page page() {
    return page;
  }

  BrowserContext context() {
    return context;
  }

  BrowserErrors errors() {
    return errors;
  }

  /** Opens a path of the console. */
  BrowserWindow go(String path) {
    page.navigate(path);
    return this;
  }

  /** Opens a path that responds with an error status, which Chromium logs as an error. */
  Response go(String path, int status) {
    errors.expect("status of " + status);
    return Objects.requireNonNull(page.navigate(path));
  }

  /**
   * Signs in with the requests that a browser sends, but opens no page: the session is in the
   * cookies of the window, and so is GitHub's.
   */
  BrowserWindow signIn(Persona persona) {
    URI authorization = redirect(context.request().get("/sign-in/github", noRedirects()));
    URI callback =
        redirect(
            context
                .request()
                .post(
                    authorization.resolve(authorization.getPath()).toString(),
                    noRedirects()
                        .setHeader("Content-Type", "application/x-www-form-urlencoded")
                        .setData(authorization.getRawQuery() + "&login=" + persona.login())));
    redirect(context.request().get(callback.toString(), noRedirects()));
    return this;
  }

  private static RequestOptions noRedirects() {
    return RequestOptions.create().setMaxRedirects(0);
  }

  private static URI redirect(APIResponse response) {
    return URI.create(
        Objects.requireNonNull(
            response.headers().get("location"), () -> response.status() + " " + response.url()));
  }

  /** Signs in from the open sign-in page. */
  BrowserWindow clickSignIn(Persona persona) {
    page.locator("main a[href*='/sign-in/github']").click();
    return chooseAccount(persona);
  }

  /** Starts the sign-in without choosing an account, for a browser with a GitHub session. */
  BrowserWindow clickSignIn() {
    page.locator("main a[href*='/sign-in/github']").click();
    return this;
  }

  /** Chooses the account on GitHub's page. */
  BrowserWindow chooseAccount(Persona persona) {
    page.locator("button[name=login][value=" + persona.login() + "]").click();
    page.waitForURL(ListeningConsole.ADDRESS + "/**");
    return this;
  }

  Locator heading() {
    return page.locator("h1");
  }

  Locator main() {
    return page.locator("main");
  }

  Locator link(String name) {
    return page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName(name)).first();
  }

  Locator button(String name) {
    return page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name)).first();
  }

  Locator row(Persona persona) {
    return row(persona.displayName());
  }

  /** Returns the table row that contains the text. */
  Locator row(String text) {
    return page.locator("tr[data-key]").filter(new Locator.FilterOptions().setHasText(text));
  }

  Locator focused() {
    return page.locator(":focus");
  }

  /** Presses the keys one after the other. */
  BrowserWindow press(String... keys) {
    for (String key : keys) {
      page.keyboard().press(key);
    }
    return this;
  }

  /** Presses Tab until the element has the focus. */
  BrowserWindow tabTo(Locator target) {
    for (int i = 0; i < 80; i++) {
      if (Boolean.TRUE.equals(target.evaluate("e => e === document.activeElement"))) {
        return this;
      }
      press("Tab");
    }
    throw new AssertionError("Not reachable with Tab: " + target);
  }

  /** Returns path and query of the open page. */
  String pathAndQuery() {
    URI uri = URI.create(page.url());
    return uri.getRawQuery() == null
        ? uri.getRawPath()
        : uri.getRawPath() + "?" + uri.getRawQuery();
  }

  /**
   * Waits until the fragments that the page loads are there. Does not wait for the event stream.
   */
  BrowserWindow awaitSettled() {
    page.waitForLoadState(LoadState.LOAD);
    page.waitForFunction("() => !document.querySelector('[hx-get] .sb-skeleton, .htmx-request')");
    return this;
  }

  void saveScreenshot(Path folder, String name) {
    try {
      Files.createDirectories(folder);
      page.screenshot(new ScreenshotOptions().setPath(folder.resolve(name + ".png")));
      Files.writeString(
          folder.resolve(name + ".html"), "<!-- " + page.url() + " -->\n" + page.content());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void close() {
    context.close();
  }
}
