package dev.signalbox.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import dev.signalbox.sandbox.Persona;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** The wall, from the new link to its revocation. */
@BrowserTest
class WallJourneyTests {

  @Test
  void updatesItselfUntilTheLinkIsRevoked(BrowserWindows windows) {
    BrowserWindow admin = windows.signedIn(Persona.ADMIN).go("/");
    admin.link("Wall mode").click();
    admin.link("New link").first().click();
    admin.page().getByLabel("Name").fill("office");
    admin.button("Create link").click();
    String path = admin.page().locator("#secret").textContent().replaceFirst(".*/wall/", "/wall/");

    BrowserWindow screen = windows.open();
    screen.page().clock().install();
    screen.page().navigate(ListeningConsole.ADDRESS + path);
    assertThat(screen.page().locator("#wall")).containsText("Clients ready");
    assertThat(screen.page().locator("a, button, input")).hasCount(0);

    admin.link("Done").click();
    admin.link("Revoke link office").click();
    admin.button("Revoke link").click();
    screen.errors().expect("410");
    screen.page().clock().fastForward(31_000);

    assertThat(screen.page().locator("#wall")).containsText("This link was revoked");
    assertThat(screen.page().locator("#wall[hx-get]")).hasCount(0);
  }

  @Test
  void fitsAScreenOnTheWall(BrowserWindows windows) {
    BrowserWindow screen = ConsolePage.WALL.openIn(windows.open());
    screen.page().setViewportSize(1920, 1080);

    assertThat(screen.page().locator("#wall")).containsText("Clients ready");
    Object height = screen.page().evaluate("document.documentElement.scrollHeight");
    Assertions.assertThat((Integer) height).isLessThanOrEqualTo(1080);
  }

  @Test
  void saysSinceWhenItIsNotUpdated(BrowserWindows windows) {
    BrowserWindow admin = windows.signedIn(Persona.ADMIN).go("/settings/wall-links/new");
    admin.page().getByLabel("Name").fill("office");
    admin.button("Create link").click();
    String path = admin.page().locator("#secret").textContent().replaceFirst(".*/wall/", "/wall/");
    BrowserWindow screen = windows.open();
    screen.page().clock().install();
    screen.page().navigate(ListeningConsole.ADDRESS + path);
    assertThat(screen.page().locator("#wall-stale")).isHidden();

    screen.errors().expect("ERR_INTERNET_DISCONNECTED");
    screen.errors().expect("htmx:");
    screen.context().setOffline(true);
    screen.page().clock().runFor(90_000);

    assertThat(screen.page().locator("#wall-stale")).containsText("Not updated since");
    assertThat(screen.page().locator("#wall")).containsText("Clients ready");
  }
}
