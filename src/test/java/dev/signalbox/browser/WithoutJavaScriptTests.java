package dev.signalbox.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.signalbox.sandbox.Persona;
import org.junit.jupiter.api.Test;

/** The essential functions work without JavaScript. */
@BrowserTest
class WithoutJavaScriptTests {

  @Test
  void signsInAndOut(BrowserWindows windows) {
    BrowserWindow window = signedIn(windows);

    assertThat(window.heading()).hasText("Overview");
    window.button("You: ").click();
    window.button("Sign out").click();

    assertThat(window.main()).containsText("You are signed out.");
  }

  @Test
  void showsAllPanelsOnTheOverview(BrowserWindows windows) {
    BrowserWindow window = signedIn(windows);

    assertThat(window.page().locator("#panel-users")).containsText("Active sessions");
    assertThat(window.page().locator(".sb-overview > div > section h2")).hasCount(9);
    assertThat(window.page().locator(".sb-skeleton")).hasCount(0);
  }

  @Test
  void linksToThePagesOnTheOverview(BrowserWindows windows) {
    BrowserWindow window = signedIn(windows);

    window
        .main()
        .getByRole(AriaRole.LINK, new GetByRoleOptions().setName("View users").setExact(true))
        .click();

    assertThat(window.heading()).hasText("Users");
  }

  @Test
  void searchesUsers(BrowserWindows windows) {
    BrowserWindow window = signedIn(windows).go("/users");

    window.page().getByLabel("Name, login or email").fill("tan");
    window.button("Search").click();

    assertThat(window.row(Persona.VIEWER)).isVisible();
    assertThat(window.row(Persona.MEMBER)).hasCount(0);
  }

  @Test
  void searchesFromTheTopBar(BrowserWindows windows) {
    BrowserWindow window = signedIn(windows);

    window.page().getByLabel("Search users, clients, jobs").first().fill("mei");
    window.press("Enter");

    assertThat(window.heading()).hasText("Search");
    assertThat(window.main()).containsText(Persona.VIEWER.displayName());
  }

  @Test
  void sorts(BrowserWindows windows) {
    BrowserWindow window = signedIn(windows).go("/users");

    window.link("Sign-ins").click();

    assertThat(window.page().locator("th[aria-sort=ascending]")).hasText("Sign-ins");
  }

  @Test
  void suspendsWithAReasonAndActivatesAgain(BrowserWindows windows) {
    BrowserWindow window = signedIn(windows).go("/users?q=tan");
    window.row(Persona.VIEWER).locator("a.sb-name").click();

    window.link("Suspend user").click();
    window.page().getByLabel("Reason").fill("on leave");
    window.button("Suspend user").click();
    assertThat(window.main()).containsText("on leave");
    window.button("Activate user").click();

    assertThat(window.page().locator(".sb-flash")).containsText("is active again");
  }

  @Test
  void changesTheSignInRulesAfterThePreview(BrowserWindows windows) {
    BrowserWindow window = signedIn(windows).go("/settings/registration");

    window.link("Edit").click();
    window.page().getByLabel("Required organizations").fill("acme-labs");
    window.page().getByLabel("Require approval for new users").check();
    window.button("Save").click();
    assertThat(window.heading()).containsText("lose access");
    assertThat(window.main()).containsText(Persona.MEMBER.displayName());
    window.button("Save and remove access").click();

    assertThat(window.page().locator(".sb-flash")).containsText("Saved.");
    assertThat(window.main()).containsText("Members of acme-labs");
    assertThat(window.main()).containsText("need approval");
  }

  @Test
  void changesTheThemeAndStaysOnThePage(BrowserWindows windows) {
    BrowserWindow window = signedIn(windows).go("/audit?actor=admin");

    window.button("You: ").click();
    window.button("Dark").click();

    assertThat(window.pathAndQuery()).isEqualTo("/audit?actor=admin");
    assertThat(window.page().locator("html")).hasAttribute("data-bs-theme", "dark");
  }

  private static BrowserWindow signedIn(BrowserWindows windows) {
    return windows
        .open(BrowserWindows.options().setJavaScriptEnabled(false))
        .signIn(Persona.ADMIN)
        .go("/");
  }
}
