package dev.signalbox.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.RequestOptions;
import dev.signalbox.sandbox.Persona;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A token from the form that makes it to the call that is refused. */
@BrowserTest
class TokenJourneyTests {

  @Test
  void isMadeAndCopiedByKeyboardAlone(Windows windows) {
    Window window = windows.open();
    window.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
    window.signIn(Persona.VIEWER).go("/tokens");

    window.tabTo(window.link("New token")).press("Enter");
    window.tabTo(window.page().getByLabel("Name")).page().keyboard().type("nightly report");
    window.press("Enter");
    assertThat(window.heading()).hasText("nightly report");
    window.tabTo(window.button("Copy the token")).press("Enter");

    assertThat(window.page().getByText("Copied").first()).isVisible();
    String copied = (String) window.page().evaluate("() => navigator.clipboard.readText()");
    assertThat(copied).isEqualTo(window.page().locator("#secret").textContent());
    assertThat(statusOfACall(window, copied)).isEqualTo(200);
  }

  @Test
  void isShownOnceAndThenOnlyByName(Windows windows) {
    Window window = windows.signedIn(Persona.VIEWER);
    String secret = make(window, "nightly report");

    window.link("I have put it away").click();

    assertThat(window.row("nightly report")).containsText("never");
    assertThat(window.page().content()).doesNotContain(secret);
  }

  @Test
  void isRevokedByKeyboardAloneAndRefusedFromThenOn(Windows windows) {
    Window window = windows.signedIn(Persona.VIEWER);
    String secret = make(window, "nightly report");
    window.go("/tokens");

    window.tabTo(window.link("Revoke the token nightly report")).press("Enter");
    assertThat(window.heading()).hasText("Revoke nightly report");
    window.tabTo(window.button("Revoke this token")).press("Enter");

    assertThat(window.page().locator(".sb-flash"))
        .containsText("The token nightly report is revoked.");
    assertThat(window.row("nightly report")).containsText("Revoked");
    assertThat(statusOfACall(window, secret)).isEqualTo(401);
  }

  @Test
  void isRevokedByAnAdminWhileItsOwnerLooksOn(Windows windows) {
    Window owner = windows.signedIn(Persona.VIEWER);
    make(owner, "nightly report");
    owner.go("/tokens");
    assertThat(owner.page().locator("[data-live-mark]")).hasText("Live");
    Window admin = windows.signedIn(Persona.ADMIN).go("/users?q=tan");
    admin.row(Persona.VIEWER).locator("a.sb-name").click();
    String person = admin.place();

    admin.link("Revoke the token nightly report").click();
    admin.button("Revoke this token").click();

    assertThat(admin.row("nightly report")).containsText("Revoked");
    assertThat(admin.place()).isEqualTo(person);
    assertThat(owner.row("nightly report")).containsText("Revoked");
    assertThat(owner.row("nightly report")).containsText("by admin");
  }

  @Test
  void isMadeAndRevokedWithoutScripts(Windows windows) {
    Window window = windows.open(Windows.options().setJavaScriptEnabled(false));
    String secret = make(window.signIn(Persona.ADMIN), "nightly report");
    assertThat(secret).startsWith("sbx_");

    window.link("I have put it away").click();
    window.link("Revoke the token nightly report").click();
    window.button("Revoke this token").click();

    assertThat(window.page().locator(".sb-flash")).containsText("is revoked");
    assertThat(window.row("nightly report")).containsText("Revoked");
  }

  private static String make(Window window, String name) {
    window.go("/tokens/new");
    window.page().getByLabel("Name").fill(name);
    window.button("Make this token").click();
    Locator secret = window.page().locator("#secret");
    secret.waitFor();
    return secret.textContent();
  }

  /** As a script calls: with the token and without the cookies of the browser. */
  private static int statusOfACall(Window window, String token) {
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
