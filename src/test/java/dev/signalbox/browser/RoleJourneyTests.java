package dev.signalbox.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import dev.signalbox.sandbox.Persona;
import org.junit.jupiter.api.Test;

/** Somebody is let into the console, and somebody who waited is let in at all. */
@BrowserTest
class RoleJourneyTests {

  @Test
  void isGivenByKeyboardAlone(Windows windows) {
    Window window = windows.signedIn(Persona.ADMIN);
    open(window, Persona.MEMBER);

    window.tabTo(window.link("Change the role")).press("Enter");
    window.tabTo(window.page().locator("select[name=role]")).press("v");
    window.tabTo(window.button("Give this role")).press("Enter");

    assertThat(window.page().locator(".sb-flash")).containsText("viewer");
    assertThat(window.page().locator("h1")).hasText(Persona.MEMBER.displayName());
  }

  @Test
  void isGivenWithoutScripts(Windows windows) {
    Window window = windows.open(Windows.options().setJavaScriptEnabled(false));
    open(window.signIn(Persona.ADMIN), Persona.MEMBER);

    window.link("Change the role").click();
    window.page().locator("select[name=role]").selectOption("VIEWER");
    window.button("Give this role").click();

    assertThat(window.page().locator(".sb-flash")).containsText("viewer");
  }

  @Test
  void awaitsNobodyAnyMoreOnceActivatedByKeyboardAlone(Windows windows) {
    Window window = windows.signedIn(Persona.ADMIN).go("/users?state=SUSPENDED_NEW");
    window.tabTo(window.page().locator("tr[data-key] a.sb-name").first()).press("Enter");

    window.tabTo(window.button("Activate this person")).press("Enter");

    assertThat(window.page().locator(".sb-flash")).containsText("may sign in");
    assertThat(window.main()).containsText("by admin");
  }

  private static void open(Window window, Persona persona) {
    window.go("/users?q=" + persona.login());
    window.row(persona).locator("a.sb-name").click();
    assertThat(window.heading()).hasText(persona.displayName());
  }
}
