package dev.signalbox.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.signalbox.sandbox.Persona;
import org.junit.jupiter.api.Test;

/** All that matters works where scripts do not run. */
@BrowserTest
class WithoutScriptsTests {

  @Test
  void signsInAndOut(Windows windows) {
    Window window = plain(windows);

    assertThat(window.heading()).hasText("Overview");
    window.button("You: ").click();
    window.button("Sign out").click();

    assertThat(window.main()).containsText("You are signed out.");
  }

  @Test
  void showsTheWayToEachPageOnTheOverview(Windows windows) {
    Window window = plain(windows);

    window.main().getByRole(AriaRole.LINK, new GetByRoleOptions().setName("Users")).click();

    assertThat(window.heading()).hasText("Users");
  }

  @Test
  void searchesPeople(Windows windows) {
    Window window = plain(windows).go("/users");

    window.page().getByLabel("Name, login or e-mail").fill("tan");
    window.button("Search").click();

    assertThat(window.row(Persona.VIEWER)).isVisible();
    assertThat(window.row(Persona.MEMBER)).hasCount(0);
  }

  @Test
  void findsFromTheTopBar(Windows windows) {
    Window window = plain(windows);

    window.page().getByLabel("Find anything").first().fill("mei");
    window.press("Enter");

    assertThat(window.heading()).hasText("Find");
    assertThat(window.main()).containsText(Persona.VIEWER.displayName());
  }

  @Test
  void sorts(Windows windows) {
    Window window = plain(windows).go("/users");

    window.link("Sign-ins").click();

    assertThat(window.page().locator("th[aria-sort=ascending]")).hasText("Sign-ins");
  }

  @Test
  void suspendsWithAReasonAndActivatesAgain(Windows windows) {
    Window window = plain(windows).go("/users?q=tan");
    window.row(Persona.VIEWER).locator("a.sb-name").click();

    window.link("Suspend this person").click();
    window.page().getByLabel("Reason").fill("on leave");
    window.button("Suspend this person").click();
    assertThat(window.main()).containsText("on leave");
    window.button("Activate this person").click();

    assertThat(window.page().locator(".sb-flash")).containsText("may sign in again");
  }

  @Test
  void changesWhoMayEnterAfterReadingWhoLosesAccess(Windows windows) {
    Window window = plain(windows).go("/settings/registration");

    window.link("Change the rules").click();
    window.page().getByLabel("Required organisations").fill("acme-labs");
    window.page().getByLabel("Suspend new users").check();
    window.button("Save the rules").click();
    assertThat(window.heading()).hasText("Who loses access");
    assertThat(window.main()).containsText(Persona.MEMBER.displayName());
    window.button("Save the stricter rules").click();

    assertThat(window.page().locator(".sb-flash")).containsText("The rules hold from now on.");
    assertThat(window.main()).containsText("Active members of acme-labs");
    assertThat(window.main()).containsText("wait until an admin activates them");
  }

  @Test
  void changesTheAppearanceAndStaysOnThePage(Windows windows) {
    Window window = plain(windows).go("/audit?actor=admin");

    window.button("You: ").click();
    window.button("Dark").click();

    assertThat(window.place()).isEqualTo("/audit?actor=admin");
    assertThat(window.page().locator("html")).hasAttribute("data-bs-theme", "dark");
  }

  private static Window plain(Windows windows) {
    return windows.open(Windows.options().setJavaScriptEnabled(false)).signIn(Persona.ADMIN);
  }
}
