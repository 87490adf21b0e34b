package dev.signalbox.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import dev.signalbox.sandbox.Persona;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Open pages show changes without layout shifts. */
@BrowserTest
class LiveUpdatesTests {

  /** Sums the layout shifts without recent input, like the Cumulative Layout Shift metric. */
  private static final String MEASURE_SHIFTS =
      """
      window.shifts = 0;
      new PerformanceObserver(function (list) {
        list.getEntries().forEach(function (entry) {
          if (!entry.hadRecentInput) {
            window.shifts += entry.value;
          }
        });
      }).observe({ type: 'layout-shift', buffered: true });
      """;

  @Test
  void announcesANewRowWithoutMovingThePage(BrowserWindows windows) {
    BrowserWindow window = windows.open();
    window.context().addInitScript(MEASURE_SHIFTS);
    window.signIn(Persona.ADMIN).go("/users?state=ACTIVE");
    awaitLive(window);
    Locator link = window.row(Persona.VIEWER).locator("a.sb-name");
    link.focus();
    window.page().evaluate("scrollTo(0, 300); window.shifts = 0");
    double before = link.boundingBox().y;

    signInAsNewcomer(windows);

    assertThat(news(window)).hasText("Show 1 new");
    assertThat(link).isFocused();
    assertThat(link.boundingBox().y).isEqualTo(before);
    assertThat(window.row(Persona.NEWCOMER)).hasCount(0);
    assertThat(((Number) window.page().evaluate("window.shifts")).doubleValue()).isLessThan(0.02);
  }

  @Test
  void showsTheNewRowOnClick(BrowserWindows windows) {
    BrowserWindow window = windows.signedIn(Persona.ADMIN).go("/users?q=priya");
    assertThat(window.main()).containsText("No users match these filters");
    window.go("/users?state=ACTIVE");
    awaitLive(window);
    signInAsNewcomer(windows);

    news(window).click();

    assertThat(window.row(Persona.NEWCOMER)).isVisible();
    assertThat(news(window)).hasCount(0);
  }

  @Test
  void changesARowInPlace(BrowserWindows windows) {
    BrowserWindow window = windows.signedIn(Persona.VIEWER).go("/users");
    awaitLive(window);
    assertThat(window.row(Persona.MEMBER)).containsText("Active");
    BrowserWindow admin = windows.signedIn(Persona.ADMIN).go("/users?q=fuentes");
    admin.row(Persona.MEMBER).locator("a.sb-name").click();
    admin.link("Suspend user").click();
    admin.page().getByLabel("Reason").fill("on leave");

    admin.button("Suspend user").click();

    assertThat(window.row(Persona.MEMBER)).containsText("Suspended");
  }

  @Test
  void refreshesTheOverviewWithoutLayoutShift(BrowserWindows windows) {
    BrowserWindow window = windows.open();
    window.context().addInitScript(MEASURE_SHIFTS);
    window.signIn(Persona.ADMIN).go("/").awaitSettled();
    awaitLive(window);
    String active = "#panel-users .sb-figure-value";
    String before = window.page().locator(active).first().innerText();
    window.page().evaluate("window.shifts = 0");

    signInAsNewcomer(windows);

    assertThat(window.page().locator(active).first()).not().hasText(before);
    assertThat(((Number) window.page().evaluate("window.shifts")).doubleValue()).isLessThan(0.02);
  }

  @Test
  void updatesTheCountInTheNavigationAfterAnActionOfAnotherAdmin(BrowserWindows windows) {
    BrowserWindow window = windows.signedIn(Persona.ADMIN).go("/audit");
    awaitLive(window);
    Locator users = window.page().locator(".sb-nav-link[data-go=u]");
    assertThat(users).containsText("2 new users are waiting for approval");

    BrowserWindow other = windows.signedIn(Persona.SECOND_ADMIN).go("/users?state=SUSPENDED_NEW");
    other.link("Rohan Mehta").click();
    other.button("Activate").click();

    assertThat(users).containsText("1 new user is waiting for approval");
    assertThat(window.page().locator(".sb-nav-link[aria-current=page]")).containsText("Audit log");
  }

  @Test
  void updatesTheHeadlineOfTheUsersPageTogetherWithItsList(BrowserWindows windows) {
    BrowserWindow window = windows.signedIn(Persona.ADMIN).go("/users");
    awaitLive(window);
    Locator headline = window.page().locator("#users-truth");
    String before = headline.innerText();

    signInAsNewcomer(windows);

    assertThat(headline).not().hasText(before);
    assertThat(headline)
        .containsText(
            window.page().locator(".sb-seats strong").innerText().replaceAll("\\D.*", "")
                + " active");
  }

  @Test
  void neverShowsLiveNextToOutdatedData(BrowserWindows windows) {
    BrowserWindow window = windows.signedIn(Persona.ADMIN).go("/users");
    awaitLive(window);

    window
        .page()
        .route(
            "**/attention",
            route ->
                route.fulfill(
                    new Route.FulfillOptions()
                        .setContentType("text/html")
                        .setBody(
                            "<span id=outdated><span data-outdated>Nomad data from 14:02"
                                + " UTC</span></span>")));
    signInAsNewcomer(windows);

    Locator mark = window.page().locator("[data-live-mark]");
    assertThat(mark).hasText("Nomad data from 14:02 UTC");
    assertThat(mark).hasAttribute("data-state", "stale");

    window.page().unroute("**/attention");
    window.page().reload();
    awaitLive(window);
  }

  @Test
  void showsSinceWhenThePageIsStaleAndRecovers(BrowserWindows windows) {
    BrowserWindow window = windows.signedIn(Persona.ADMIN).go("/");
    window.errors().expect("net::ERR");
    window.page().route("**/events?*", route -> route.abort());
    window.go("/users");

    assertThat(window.page().locator("[data-live-mark]"))
        .hasText(
            Pattern.compile("Not updated since \\d\\d:\\d\\d UTC|Reconnecting.*"),
            new HasTextOptions().setTimeout(8000));

    window.page().unroute("**/events?*");
    window.page().evaluate("window.dispatchEvent(new Event('online'))");
    awaitLive(window);
  }

  @Test
  void staysLiveWhenManyPagesAreOpenedQuickly(BrowserWindows windows) {
    BrowserWindow window = windows.signedIn(Persona.ADMIN).go("/");

    for (int page = 0; page < 10; page++) {
      window.go(page % 2 == 0 ? "/users" : "/audit");
      awaitLive(window);
    }
  }

  @Test
  void canBePaused(BrowserWindows windows) {
    BrowserWindow window = windows.signedIn(Persona.ADMIN).go("/users");
    awaitLive(window);

    window.button("You: ").click();
    window.button("Live updates").click();

    assertThat(window.page().locator("[data-live-mark]")).hasText("Live updates paused");
    window.page().reload();
    assertThat(window.page().locator("[data-live-mark]")).hasText("Live updates paused");
  }

  private static void signInAsNewcomer(BrowserWindows windows) {
    BrowserWindow newcomer = windows.open();
    newcomer.errors().expect("status of 403");
    newcomer.signIn(Persona.NEWCOMER).go("/");
  }

  private static Locator news(BrowserWindow window) {
    return window.page().locator(".sb-new-rows");
  }

  private static void awaitLive(BrowserWindow window) {
    assertThat(window.page().locator("[data-live-mark]")).hasText("Live");
  }
}
