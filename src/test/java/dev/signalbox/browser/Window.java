package dev.signalbox.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.LoadState;
import dev.signalbox.sandbox.Persona;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** One person's browser with one page in it. */
final class Window {

  private final BrowserContext context;
  private final Complaints complaints;
  private final Page page;

  private Window(BrowserContext context, Complaints complaints, Page page) {
    this.context = context;
    this.complaints = complaints;
    this.page = page;
  }

  static Window open(BrowserContext context) {
    context.setDefaultTimeout(8000);
    Complaints complaints = Complaints.of(context);
    return new Window(context, complaints, context.newPage());
  }

  Page page() {
    return page;
  }

  BrowserContext context() {
    return context;
  }

  Complaints complaints() {
    return complaints;
  }

  /** Opens an address of the console. */
  Window go(String path) {
    page.navigate(path);
    return this;
  }

  /** The same where the answer is an error, which Chromium tells on its console. */
  Response go(String path, int status) {
    complaints.expect("status of " + status);
    return Objects.requireNonNull(page.navigate(path));
  }

  /** Through the front door: the sign-in page, then GitHub's. */
  Window signIn(Persona persona) {
    go("/sign-in");
    return passTheDoor(persona);
  }

  /** From the sign-in page that is open. */
  Window passTheDoor(Persona persona) {
    link("Sign in with").click();
    return choose(persona);
  }

  /** The same where GitHub remembers the person and asks nothing. */
  Window passTheDoor() {
    link("Sign in with").click();
    return this;
  }

  /** On GitHub's page. */
  Window choose(Persona persona) {
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

  /** The row of a table in which that stands. */
  Locator row(String text) {
    return page.locator("tr[data-key]").filter(new Locator.FilterOptions().setHasText(text));
  }

  Locator focused() {
    return page.locator(":focus");
  }

  /** One key after the other. */
  Window press(String... keys) {
    for (String key : keys) {
      page.keyboard().press(key);
    }
    return this;
  }

  /** Presses Tab until the element has the focus, as somebody without a mouse would. */
  Window tabTo(Locator target) {
    for (int i = 0; i < 80; i++) {
      if (Boolean.TRUE.equals(target.evaluate("e => e === document.activeElement"))) {
        return this;
      }
      press("Tab");
    }
    throw new AssertionError("Tab never reaches " + target);
  }

  /** Path and query of the page that is open. */
  String place() {
    URI uri = URI.create(page.url());
    return uri.getRawQuery() == null
        ? uri.getRawPath()
        : uri.getRawPath() + "?" + uri.getRawQuery();
  }

  /**
   * Waits for the parts that a page fetches after it is there; an open stream is not waited for.
   */
  Window settled() {
    page.waitForLoadState(LoadState.LOAD);
    page.waitForFunction("() => !document.querySelector('[hx-get] .sb-skeleton, .htmx-request')");
    return this;
  }

  void leavePicture(Path folder, String name) {
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
