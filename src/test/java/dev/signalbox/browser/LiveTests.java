package dev.signalbox.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import dev.signalbox.sandbox.Persona;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What happens elsewhere is told on the open page without moving it. */
@BrowserTest
class LiveTests {

  /** Only shifts that nobody caused by a click or a key count, as in the browser's own measure. */
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
  void announcesSomebodyNewAndLeavesEverythingWhereItIs(Windows windows) {
    Window window = windows.open();
    window.context().addInitScript(MEASURE_SHIFTS);
    window.signIn(Persona.ADMIN).go("/users?state=ACTIVE");
    live(window);
    Locator link = window.row(Persona.VIEWER).locator("a.sb-name");
    link.focus();
    window.page().evaluate("scrollTo(0, 300); window.shifts = 0");
    double before = link.boundingBox().y;

    signInAsNewcomer(windows);

    assertThat(news(window)).hasText("1 new, show");
    assertThat(link).isFocused();
    assertThat(link.boundingBox().y).isEqualTo(before);
    assertThat(window.row(Persona.NEWCOMER)).hasCount(0);
    assertThat(((Number) window.page().evaluate("window.shifts")).doubleValue()).isLessThan(0.02);
  }

  @Test
  void showsTheNewRowWhenAsked(Windows windows) {
    Window window = windows.signedIn(Persona.ADMIN).go("/users?q=priya");
    assertThat(window.main()).containsText("Nobody matches this filter");
    window.go("/users?state=ACTIVE");
    live(window);
    signInAsNewcomer(windows);

    news(window).click();

    assertThat(window.row(Persona.NEWCOMER)).isVisible();
    assertThat(news(window)).hasCount(0);
  }

  @Test
  void changesARowInPlace(Windows windows) {
    Window window = windows.signedIn(Persona.VIEWER).go("/users");
    live(window);
    assertThat(window.row(Persona.MEMBER)).containsText("Active");
    Window admin = windows.signedIn(Persona.ADMIN).go("/users?q=fuentes");
    admin.row(Persona.MEMBER).locator("a.sb-name").click();
    admin.link("Suspend this person").click();
    admin.page().getByLabel("Reason").fill("on leave");

    admin.button("Suspend this person").click();

    assertThat(window.row(Persona.MEMBER)).containsText("Suspended");
  }

  @Test
  void movesNothingWhenTheOverviewRefreshes(Windows windows) {
    Window window = windows.open();
    window.context().addInitScript(MEASURE_SHIFTS);
    window.signIn(Persona.ADMIN).settled();
    live(window);
    String active = "a.sb-figure[href^='/users'] .sb-figure-value";
    String before = window.page().locator(active).first().innerText();
    window.page().evaluate("window.shifts = 0");

    signInAsNewcomer(windows);

    assertThat(window.page().locator(active).first()).not().hasText(before);
    assertThat(((Number) window.page().evaluate("window.shifts")).doubleValue()).isLessThan(0.02);
  }

  @Test
  void countsDownInTheNavigationWhenSomebodyElseHasActed(Windows windows) {
    Window window = windows.signedIn(Persona.ADMIN).go("/audit");
    live(window);
    Locator users = window.page().locator(".sb-nav-link[data-go=u]");
    assertThat(users).containsText("2 waiting");

    Window other = windows.signedIn(Persona.SECOND_ADMIN).go("/users?state=SUSPENDED_NEW");
    other.link("Rohan Mehta").click();
    other.button("Activate").click();

    assertThat(users).containsText("1 waiting");
    assertThat(window.page().locator(".sb-nav-link[aria-current=page]")).containsText("Audit log");
  }

  @Test
  void saysSinceWhenThePageIsStaleAndRecovers(Windows windows) {
    Window window = windows.signedIn(Persona.ADMIN);
    window.complaints().expect("net::ERR");
    window.page().route("**/events?*", route -> route.abort());
    window.go("/users");

    assertThat(window.page().locator("[data-live-mark]"))
        .hasText(
            Pattern.compile("Stale since \\d\\d:\\d\\d UTC|Polling"),
            new HasTextOptions().setTimeout(8000));

    window.page().unroute("**/events?*");
    window.page().evaluate("window.dispatchEvent(new Event('online'))");
    live(window);
  }

  @Test
  void staysLiveForWhoeverWalksThroughManyPagesFast(Windows windows) {
    Window window = windows.signedIn(Persona.ADMIN);

    for (int page = 0; page < 10; page++) {
      window.go(page % 2 == 0 ? "/users" : "/audit");
      live(window);
    }
  }

  @Test
  void canBeSwitchedOff(Windows windows) {
    Window window = windows.signedIn(Persona.ADMIN).go("/users");
    live(window);

    window.button("You: ").click();
    window.button("Live updates").click();

    assertThat(window.page().locator("[data-live-mark]")).hasText("Paused");
    window.page().reload();
    assertThat(window.page().locator("[data-live-mark]")).hasText("Paused");
  }

  private static void signInAsNewcomer(Windows windows) {
    Window newcomer = windows.open();
    newcomer.complaints().expect("status of 403");
    newcomer.signIn(Persona.NEWCOMER);
  }

  private static Locator news(Window window) {
    return window.page().locator(".sb-news");
  }

  private static void live(Window window) {
    assertThat(window.page().locator("[data-live-mark]")).hasText("Live");
  }
}
