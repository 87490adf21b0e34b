package dev.signalbox.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import dev.signalbox.sandbox.Persona;
import org.junit.jupiter.api.Test;

/** Changing roles and activating pending users. */
@BrowserTest
class RoleJourneyTests {

  @Test
  void isChangedByKeyboard(BrowserWindows windows) {
    BrowserWindow window = windows.signedIn(Persona.ADMIN).go("/");
    open(window, Persona.MEMBER);

    window.tabTo(window.link("Change role")).press("Enter");
    window.tabTo(window.page().locator("select[name=role]")).press("v");
    window.tabTo(window.button("Change role")).press("Enter");

    assertThat(window.page().locator(".sb-flash")).containsText("viewer");
    assertThat(window.page().locator("h1")).hasText(Persona.MEMBER.displayName());
  }

  @Test
  void isChangedWithoutJavaScript(BrowserWindows windows) {
    BrowserWindow window = windows.open(BrowserWindows.options().setJavaScriptEnabled(false));
    open(window.signIn(Persona.ADMIN).go("/"), Persona.MEMBER);

    window.link("Change role").click();
    window.page().locator("select[name=role]").selectOption("VIEWER");
    window.button("Change role").click();

    assertThat(window.page().locator(".sb-flash")).containsText("viewer");
  }

  @Test
  void activatesAPendingUserByKeyboard(BrowserWindows windows) {
    BrowserWindow window = windows.signedIn(Persona.ADMIN).go("/users?state=SUSPENDED_NEW");
    window.tabTo(window.page().locator("tr[data-key] a.sb-name").first()).press("Enter");

    window.tabTo(window.button("Activate user")).press("Enter");

    assertThat(window.page().locator(".sb-flash")).containsText("is active again");
    assertThat(window.main()).containsText("by admin");
  }

  private static void open(BrowserWindow window, Persona persona) {
    window.go("/users?q=" + persona.login());
    window.row(persona).locator("a.sb-name").click();
    assertThat(window.heading()).hasText(persona.displayName());
  }
}
