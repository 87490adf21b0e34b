package dev.signalbox.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Route;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.TestInstallation;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Forms with the back button, after the session has ended, and with double clicks. */
@BrowserTest
class FormJourneyTests {

  private static final Duration IDLE = Duration.ofMinutes(31);

  @Test
  void selectsNoOtherUsersAfterTheBackButton(BrowserWindows windows) {
    BrowserWindow window = windows.signedIn(Persona.ADMIN).go("/users");
    window.row(Persona.VIEWER).locator("input[name=id]").check();
    window.button("Suspend").click();
    assertThat(window.heading()).hasText("Suspend Mei-Ling Tan");

    // a new row moves the others
    BrowserWindow newcomer = windows.open();
    newcomer.errors().expect("status of 403");
    newcomer.signIn(Persona.NEWCOMER).go("/");
    window.page().goBack();

    assertThat(window.row(Persona.NEWCOMER)).isVisible();
    assertThat(window.page().locator("input[name=id]:checked")).hasCount(0);
  }

  @Test
  void showsTheSearchOfTheAddressAfterTheBackButton(BrowserWindows windows) {
    BrowserWindow window = windows.signedIn(Persona.ADMIN).go("/users?q=tan");
    Locator search = window.page().getByLabel("Name, login or email");
    search.fill("fuentes");
    window.row(Persona.VIEWER).locator("a.sb-name").click();
    assertThat(window.heading()).hasText("Mei-Ling Tan");

    window.page().goBack();

    assertThat(search).hasValue("tan");
  }

  @Test
  void showsTheSavedRulesInTheirFormAfterTheBackButton(BrowserWindows windows) {
    BrowserWindow window = windows.signedIn(Persona.ADMIN).go("/settings/registration/edit");
    Locator approval = window.page().getByLabel("Require approval for new users");
    approval.check();
    window.link("Cancel").click();
    assertThat(window.heading()).hasText("Settings");

    window.page().goBack();

    assertThat(window.heading()).hasText("Edit sign-in rules");
    assertThat(approval).not().isChecked();
  }

  @Test
  void keepsTheInputOfAFormThatIsSentAfterTheSessionEnded(BrowserWindows windows) {
    BrowserWindow window = suspensionForm(windows);
    window.context().clearCookies();

    window.page().locator("main form button[type=submit]").click();
    assertThat(window.main()).containsText("You are signed out.");
    window.clickSignIn(Persona.ADMIN);

    assertThat(window.heading()).hasText("Suspend Diego Fuentes");
    assertThat(window.page().getByLabel("Reason")).hasValue("left the project");
    window.page().locator("main form button[type=submit]").click();
    assertThat(window.main()).containsText("left the project");
  }

  @Test
  void keepsTheInputOfAFormThatWasNotSent(BrowserWindows windows) {
    BrowserWindow window = suspensionForm(windows);
    TestInstallation.clock().advance(IDLE);

    window.page().reload();
    window.clickSignIn();

    assertThat(window.page().getByLabel("Reason")).hasValue("left the project");
  }

  @Test
  void restoresNoInputForAnotherUserOrWithoutASignIn(BrowserWindows windows) {
    BrowserWindow window = suspensionForm(windows);
    window.page().reload();
    assertThat(window.page().getByLabel("Reason")).hasValue("");

    window.page().getByLabel("Reason").fill("left the project");
    TestInstallation.clock().advance(IDLE);
    reloadAfterTheSession(window);
    window.context().clearCookies();
    window.clickSignIn(Persona.SECOND_ADMIN);

    assertThat(window.heading()).hasText("Suspend Diego Fuentes");
    assertThat(window.page().getByLabel("Reason")).hasValue("");
  }

  /** Opens the sign-in page. The page may do so before, when its event stream ends. */
  private static void reloadAfterTheSession(BrowserWindow window) {
    try {
      window.page().reload();
    } catch (PlaywrightException e) {
      window.page().waitForURL(url -> url.contains("/sign-in"));
    }
  }

  @Test
  void showsThatAFormIsBeingSentAndSendsItOnce(BrowserWindows windows) {
    BrowserWindow window = suspensionForm(windows);
    AtomicInteger sent = new AtomicInteger();
    window
        .page()
        .route(
            "**/suspension",
            route -> {
              sent.incrementAndGet();
              // keeps the page
              route.fulfill(new Route.FulfillOptions().setStatus(204));
            });
    Locator button = window.page().locator("main form button[type=submit]");

    button.click();
    assertThat(button).isDisabled();
    assertThat(button).hasAttribute("aria-busy", "true");
    // as with the Enter key in a field
    window.page().locator("main form").evaluate("form => form.requestSubmit()");

    assertThat(window.heading()).hasText("Suspend Diego Fuentes");
    Assertions.assertThat(sent).hasValue(1);
  }

  @Test
  void createsOneTokenOnADoubleClick(BrowserWindows windows) {
    createOneToken(windows.signedIn(Persona.VIEWER).go("/"));
  }

  @Test
  void createsOneTokenOnADoubleClickWithoutJavaScript(BrowserWindows windows) {
    createOneToken(
        windows
            .open(BrowserWindows.options().setJavaScriptEnabled(false))
            .signIn(Persona.VIEWER)
            .go("/"));
  }

  private static void createOneToken(BrowserWindow window) {
    window.go("/tokens/new");
    window.page().getByLabel("Name").fill("nightly report");

    window.button("Generate token").dblclick();

    assertThat(window.page().locator("#secret")).containsText("sbx_");
    window.go("/tokens");
    assertThat(window.page().locator("tr[data-key]")).hasCount(1);
  }

  private static BrowserWindow suspensionForm(BrowserWindows windows) {
    BrowserWindow window = windows.signedIn(Persona.ADMIN).go("/users?q=fuentes");
    window.errors().expect("status of 401");
    window.row(Persona.MEMBER).locator("a.sb-name").click();
    window.link("Suspend").click();
    assertThat(window.heading()).hasText("Suspend Diego Fuentes");
    window.page().getByLabel("Reason").fill("left the project");
    return window;
  }
}
