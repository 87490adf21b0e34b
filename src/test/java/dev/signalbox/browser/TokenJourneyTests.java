package dev.signalbox.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.RequestOptions;
import dev.signalbox.sandbox.Persona;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Creating, copying, using and revoking API tokens. */
@BrowserTest
class TokenJourneyTests {

  @Test
  void isCreatedAndCopiedByKeyboard(BrowserWindows windows) {
    BrowserWindow window = windows.open();
    window.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
    window.signIn(Persona.VIEWER).go("/tokens");

    window.tabTo(window.link("New token")).press("Enter");
    window.tabTo(window.page().getByLabel("Name")).page().keyboard().type("nightly report");
    window.press("Enter");
    assertThat(window.heading()).hasText("nightly report");
    window.tabTo(window.button("Copy token")).press("Enter");

    assertThat(window.page().getByText("Copied").first()).isVisible();
    String copied = (String) window.page().evaluate("() => navigator.clipboard.readText()");
    assertThat(copied).isEqualTo(window.page().locator("#secret").textContent());
    assertThat(apiStatus(window, copied)).isEqualTo(200);
  }

  @Test
  void isShownOnce(BrowserWindows windows) {
    BrowserWindow window = windows.signedIn(Persona.VIEWER).go("/");
    String secret = create(window, "nightly report");

    window.link("Done").click();

    assertThat(window.row("nightly report")).containsText("never");
    assertThat(window.page().content()).doesNotContain(secret);
  }

  @Test
  void isRevokedByKeyboardAndThenRejected(BrowserWindows windows) {
    BrowserWindow window = windows.signedIn(Persona.VIEWER).go("/");
    String secret = create(window, "nightly report");
    window.go("/tokens");

    window.tabTo(window.link("Revoke token nightly report")).press("Enter");
    assertThat(window.heading()).hasText("Revoke “nightly report”");
    window.tabTo(window.button("Revoke token")).press("Enter");

    assertThat(window.page().locator(".sb-flash")).containsText("Token “nightly report” revoked.");
    assertThat(window.row("nightly report")).containsText("Revoked");
    assertThat(apiStatus(window, secret)).isEqualTo(401);
  }

  @Test
  void showsARevocationByAnAdminOnTheOpenPageOfTheOwner(BrowserWindows windows) {
    BrowserWindow owner = windows.signedIn(Persona.VIEWER).go("/");
    create(owner, "nightly report");
    owner.go("/tokens");
    assertThat(owner.page().locator("[data-live-mark]")).hasText("Live");
    BrowserWindow admin = windows.signedIn(Persona.ADMIN).go("/users?q=tan");
    admin.row(Persona.VIEWER).locator("a.sb-name").click();
    String person = admin.pathAndQuery();

    admin.link("Revoke token nightly report").click();
    admin.button("Revoke token").click();

    assertThat(admin.row("nightly report")).containsText("Revoked");
    assertThat(admin.pathAndQuery()).isEqualTo(person);
    assertThat(owner.row("nightly report")).containsText("Revoked");
    assertThat(owner.row("nightly report")).containsText("by admin");
  }

  @Test
  void isCreatedAndRevokedWithoutJavaScript(BrowserWindows windows) {
    BrowserWindow window = windows.open(BrowserWindows.options().setJavaScriptEnabled(false));
    String secret = create(window.signIn(Persona.ADMIN).go("/"), "nightly report");
    assertThat(secret).startsWith("sbx_");

    window.link("Done").click();
    window.link("Revoke token nightly report").click();
    window.button("Revoke token").click();

    assertThat(window.page().locator(".sb-flash")).containsText("revoked");
    assertThat(window.row("nightly report")).containsText("Revoked");
  }

  private static String create(BrowserWindow window, String name) {
    window.go("/tokens/new");
    window.page().getByLabel("Name").fill(name);
    window.button("Generate token").click();
    Locator secret = window.page().locator("#secret");
    secret.waitFor();
    return secret.textContent();
  }

  /** Calls the API with the token and without the cookies of the browser. */
  private static int apiStatus(BrowserWindow window, String token) {
    return window
        .page()
        .request()
        .get(
            "/api/v1/tokens",
            RequestOptions.create()
                .setHeader("Authorization", "Bearer " + token)
                .setHeader("Cookie", ""))
        .status();
  }
}
