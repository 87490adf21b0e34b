package dev.signalbox.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.signalbox.sandbox.Persona;
import org.junit.jupiter.api.Test;

/** The rules of registration are changed: with a look at who loses by it, and by two at once. */
@BrowserTest
class RegistrationJourneyTests {

  @Test
  void isMadeStricterByKeyboardAlone(Windows windows) {
    Window window = windows.signedIn(Persona.ADMIN).go("/settings/registration");

    window.tabTo(window.link("Change the rules")).press("Enter");
    window.tabTo(organizations(window)).press("Control+a");
    window.page().keyboard().type("acme-labs");
    window.press("Enter");
    assertThat(window.heading()).hasText("Who loses access");
    assertThat(window.main()).containsText(Persona.MEMBER.displayName());
    window.tabTo(window.button("Save the stricter rules")).press("Enter");

    assertThat(window.page().locator(".sb-flash")).containsText("The rules hold from now on.");
    assertThat(window.main()).containsText("Active members of acme-labs");
  }

  @Test
  void isOpenedToEverybodyOnlyByTheExplicitChoice(Windows windows) {
    Window window = windows.signedIn(Persona.ADMIN).go("/settings/registration/edit");
    window.complaints().expect("status of 422");

    organizations(window).fill("");
    window.button("Save the rules").click();
    assertThat(organizations(window)).hasAttribute("aria-invalid", "true");
    window.page().getByLabel("Anyone who can sign in").check();
    window.button("Save the rules").click();

    assertThat(window.page().locator(".sb-flash")).containsText("The rules hold from now on.");
    assertThat(window.main()).containsText("Anyone with an account at");
  }

  @Test
  void namesTheOrganisationThatDoesNotExistAndKeepsWhatWasTyped(Windows windows) {
    Window window = windows.signedIn(Persona.ADMIN).go("/settings/registration/edit");
    window.complaints().expect("status of 422");

    organizations(window).fill("acme, nobody-home");
    window.button("Save the rules").click();

    assertThat(window.page().locator("#error-organizations")).containsText("nobody-home");
    assertThat(organizations(window)).hasValue("acme, nobody-home");
  }

  @Test
  void tellsTheSecondOfTwoAdminsWhatTheFirstHasSaved(Windows windows) {
    Window slow = windows.signedIn(Persona.ADMIN).go("/settings/registration/edit");
    slow.complaints().expect("status of 409");
    Window quick = windows.signedIn(Persona.SECOND_ADMIN).go("/settings/registration/edit");
    quick.page().getByLabel("Suspend new users").check();
    quick.button("Save the rules").click();
    assertThat(quick.page().locator(".sb-flash")).containsText("The rules hold from now on.");

    organizations(slow).fill("acme, acme-labs");
    slow.button("Save the rules").click();
    assertThat(slow.main()).containsText("The rules changed while you typed");
    assertThat(slow.main()).containsText("second-admin saved");
    assertThat(organizations(slow)).hasValue("acme, acme-labs");
    slow.button("Save the rules").click();

    assertThat(slow.page().locator(".sb-flash")).containsText("The rules hold from now on.");
    assertThat(slow.main()).containsText("acme-labs");
  }

  private static Locator organizations(Window window) {
    return window.page().getByLabel("Required organisations");
  }
}
