package dev.signalbox.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.signalbox.sandbox.Persona;
import org.junit.jupiter.api.Test;

/** Editing the sign-in rules: preview of users who lose access, errors and version conflicts. */
@BrowserTest
class RegistrationJourneyTests {

  @Test
  void canBeRestrictedByKeyboard(BrowserWindows windows) {
    BrowserWindow window = windows.signedIn(Persona.ADMIN).go("/settings/registration");

    window.tabTo(window.link("Edit")).press("Enter");
    window.tabTo(organizations(window)).press("Control+a");
    window.page().keyboard().type("acme-labs");
    window.press("Enter");
    assertThat(window.heading()).containsText("lose access");
    assertThat(window.main()).containsText(Persona.MEMBER.displayName());
    window.tabTo(window.button("Save and remove access")).press("Enter");

    assertThat(window.page().locator(".sb-flash")).containsText("Saved.");
    assertThat(window.main()).containsText("Members of acme-labs");
  }

  @Test
  void opensToAnyoneOnlyByAnExplicitChoice(BrowserWindows windows) {
    BrowserWindow window = windows.signedIn(Persona.ADMIN).go("/settings/registration/edit");
    window.errors().expect("status of 422");

    organizations(window).fill("");
    window.button("Save").click();
    assertThat(organizations(window)).hasAttribute("aria-invalid", "true");
    window.page().getByLabel("Anyone who can sign in").check();
    window.button("Save").click();

    assertThat(window.page().locator(".sb-flash")).containsText("Saved.");
    assertThat(window.main()).containsText("Anyone with an account at");
  }

  @Test
  void reportsAnUnknownOrganizationAndKeepsTheInput(BrowserWindows windows) {
    BrowserWindow window = windows.signedIn(Persona.ADMIN).go("/settings/registration/edit");
    window.errors().expect("status of 422");

    organizations(window).fill("acme, nobody-home");
    window.button("Save").click();

    assertThat(window.page().locator("#error-organizations")).containsText("nobody-home");
    assertThat(organizations(window)).hasValue("acme, nobody-home");
  }

  @Test
  void showsTheValuesThatAnotherAdminSavedMeanwhile(BrowserWindows windows) {
    BrowserWindow slow = windows.signedIn(Persona.ADMIN).go("/settings/registration/edit");
    slow.errors().expect("status of 409");
    BrowserWindow quick = windows.signedIn(Persona.SECOND_ADMIN).go("/settings/registration/edit");
    quick.page().getByLabel("Require approval for new users").check();
    quick.button("Save").click();
    assertThat(quick.page().locator(".sb-flash")).containsText("Saved.");

    organizations(slow).fill("acme, acme-labs");
    slow.button("Save").click();
    assertThat(slow.main()).containsText("Changed by someone else");
    assertThat(slow.main()).containsText("second-admin saved");
    assertThat(organizations(slow)).hasValue("acme, acme-labs");
    slow.button("Save").click();

    assertThat(slow.page().locator(".sb-flash")).containsText("Saved.");
    assertThat(slow.main()).containsText("acme-labs");
  }

  private static Locator organizations(BrowserWindow window) {
    return window.page().getByLabel("Required organizations");
  }
}
