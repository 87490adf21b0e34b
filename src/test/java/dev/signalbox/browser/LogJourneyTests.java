package dev.signalbox.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.signalbox.nomad.ui.NomadLinks;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.nomad.NomadFixtureData;
import dev.signalbox.sandbox.nomad.SimulatedCluster;
import dev.signalbox.testing.TestInstallation;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Following, searching and merging task logs. */
@BrowserTest
class LogJourneyTests {

  private final SimulatedCluster nomad = TestInstallation.nomad().cluster();

  @Test
  void opensALogAtItsFirstError(BrowserWindows windows) {
    BrowserWindow window =
        windows
            .signedIn(Persona.VIEWER)
            .go(NomadLinks.firstError(nomad.allocationOf(NomadFixtureData.FAILED)));

    assertThat(window.page().locator(".sb-log-current")).isVisible();
    assertThat(status(window)).containsText("error");
  }

  @Test
  void followsALogToItsError(BrowserWindows windows) {
    String build = nomad.allocationOf(NomadFixtureData.RUNNING);
    BrowserWindow window =
        windows.signedIn(Persona.VIEWER).go("/nomad/allocations/" + build + "/log");
    assertThat(status(window)).containsText("following");

    nomad.write(
        build, "build-agent", "stderr", "\u001b[31mERROR\u001b[0m the last train is late\n");
    nomad.write(build, "build-agent", "stderr", "and then <b>nothing</b>\n".repeat(300));
    assertThat(lines(window).last()).containsText("and then <b>nothing</b>");
    assertThat(status(window)).containsText("1 error");

    window.press("e");
    assertThat(window.page().locator(".sb-log-current")).containsText("the last train is late");
    assertThat(window.page().locator(".sb-log-current .sb-ansi-1")).hasText("ERROR");
    assertThat(status(window)).containsText("paused");

    nomad.write(build, "build-agent", "stderr", "one more\n");
    assertThat(window.button("1 new line")).isVisible();
    window.button("1 new line").click();
    assertThat(lines(window).last()).containsText("one more");

    nomad.finish(build, 1);
    assertThat(lines(window).last())
        .containsText(
            "The task exited with code 1.",
            // the end is shown after 2 s without output
            new LocatorAssertions.ContainsTextOptions().setTimeout(10_000));
    assertThat(status(window)).containsText("ended");
  }

  @Test
  void searchesALogOf100000Lines(BrowserWindows windows) {
    String build = nomad.allocationOf(NomadFixtureData.RUNNING);
    StringBuilder text = new StringBuilder();
    for (int i = 1; i <= 100_000; i++) {
      text.append("step ").append(i).append(i == 777 ? " needle\n" : " is done\n");
    }
    nomad.write(build, "build-agent", "stdout", text.toString());
    BrowserWindow window =
        windows.signedIn(Persona.VIEWER).go("/nomad/allocations/" + build + "/log?stream=stdout");
    assertThat(lines(window).last())
        .containsText(
            "step 100000 is done", new LocatorAssertions.ContainsTextOptions().setTimeout(30_000));
    assertThat(lines(window).count()).isLessThan(150);

    window.press("/");
    window.page().keyboard().type("needle|step 5000 ");
    window.page().getByLabel("Regular expression").click();
    assertThat(window.page().locator("[data-logs-count]")).containsText("2 matches");
    window.button("Matches only").click();
    assertThat(lines(window)).hasCount(2);
    assertThat(lines(window).first().locator("mark")).hasText("needle");
  }

  @Test
  void saysWhichPartOfALongLogIsLoadedAndSearched(BrowserWindows windows) {
    String build = otherBuild(0);
    String filler = "x".repeat(1000) + "\n";
    nomad.truncateLog(build, "build-agent", "stdout");
    nomad.write(
        build, "build-agent", "stdout", "needle\n" + filler.repeat(12 * 1024 - 2) + "the end\n");
    BrowserWindow window =
        windows.signedIn(Persona.VIEWER).go("/nomad/allocations/" + build + "/log?stream=stdout");
    assertThat(status(window))
        .containsText(
            Pattern.compile("Lines 3,\\d{3} to 12,288, 8 MiB of 11.7 MiB · following"),
            new LocatorAssertions.ContainsTextOptions().setTimeout(90_000));
    assertThat(lines(window).last()).containsText(Pattern.compile("^12288the end$"));

    window.page().getByPlaceholder("Search log").fill("needle");
    assertThat(window.page().locator("[data-logs-count]"))
        .hasText("No matches in the last 8 MiB of 11.7 MiB");

    window.link("Show beginning").click();
    assertThat(status(window))
        .containsText(
            Pattern.compile("Lines 1 to 8,\\d{3}, 8 MiB of 11.7 MiB · more lines follow"),
            new LocatorAssertions.ContainsTextOptions().setTimeout(90_000));
    window.page().getByPlaceholder("Search log").fill("needle");
    assertThat(window.page().locator("[data-logs-count]"))
        .hasText("1 match in the first 8 MiB of 11.7 MiB");
    assertThat(window.link("Show end")).isVisible();
  }

  @Test
  void stopsASearchThatIsTooExpensive(BrowserWindows windows) {
    String build = otherBuild(1);
    nomad.write(build, "build-agent", "stdout", "a".repeat(40) + "!\n");
    BrowserWindow window =
        windows.signedIn(Persona.VIEWER).go("/nomad/allocations/" + build + "/log?stream=stdout");
    assertThat(lines(window).last()).containsText("aaaa!");
    window.page().getByLabel("Regular expression").click();
    Locator search = window.page().getByPlaceholder("Search log");

    search.fill("(a+)+$");
    assertThat(window.page().locator("[data-logs-count]"))
        .hasText("Too expensive: stopped after 1 s. Simplify the expression.");

    search.fill("a+!");
    assertThat(window.page().locator("[data-logs-count]")).hasText("1 match");
    assertThat(lines(window).last().locator("mark")).hasText("a".repeat(40) + "!");
  }

  @Test
  void matchesAWholeEmojiWithADot(BrowserWindows windows) {
    String build = otherBuild(2);
    nomad.write(build, "build-agent", "stdout", "done 😀 now\n");
    BrowserWindow window =
        windows.signedIn(Persona.VIEWER).go("/nomad/allocations/" + build + "/log?stream=stdout");
    window.page().getByLabel("Regular expression").click();

    window.page().getByPlaceholder("Search log").fill("done . now");
    assertThat(lines(window).last().locator("mark")).hasText("done 😀 now");
  }

  @Test
  void mergesTheAllocationsOfAJob(BrowserWindows windows) {
    BrowserWindow window =
        windows
            .signedIn(Persona.VIEWER)
            .go("/nomad/job/log?id=" + NomadFixtureData.SERVICE + "&allocation=all&stream=stdout");
    for (String allocation : nomad.allocationsOf(NomadFixtureData.SERVICE)) {
      nomad.write(allocation, "build-agent", "stdout", "from " + allocation.substring(0, 8) + "\n");
    }

    for (String allocation : nomad.allocationsOf(NomadFixtureData.SERVICE)) {
      String id = allocation.substring(0, 8);
      assertThat(lines(window).filter(new Locator.FilterOptions().setHasText("from " + id)))
          .hasText(Pattern.compile("\\d+" + id + "from " + id));
    }
  }

  @Test
  void explainsWhyNoLinesAreShown(BrowserWindows windows) {
    BrowserWindow window =
        windows
            .signedIn(Persona.VIEWER)
            .go("/nomad/job/log?id=" + NomadFixtureData.SERVICE + "&allocation=all&stream=stderr");
    Locator empty = window.page().locator("[data-logs-nothing]");
    assertThat(empty).hasText("No output yet. New lines appear here live.");

    String one = nomad.allocationsOf(NomadFixtureData.SERVICE).getFirst();
    nomad.write(one, "build-agent", "stderr", "a word\n");
    assertThat(lines(window)).hasCount(1);
    assertThat(empty).isHidden();

    window.page().getByPlaceholder("Search log").fill("another");
    window.button("Matches only").click();
    assertThat(empty).hasText("No lines match.");
  }

  @Test
  void showsTheEndOfALogWithoutJavaScript(BrowserWindows windows) {
    BrowserWindow window = windows.open(BrowserWindows.options().setJavaScriptEnabled(false));
    window
        .signIn(Persona.VIEWER)
        .go("/nomad/allocations/" + nomad.allocationOf(NomadFixtureData.FAILED) + "/log");

    assertThat(window.main()).containsText("java.lang.AssertionError");
    assertThat(window.link("Reload")).isVisible();
    assertThat(window.page().getByRole(AriaRole.LOG)).hasCount(0);
  }

  /** Returns a running build whose log no other test reads. */
  private String otherBuild(int index) {
    return nomad.runningOn(NomadFixtureData.FULL).stream()
        .filter(build -> !nomad.allocationsOf(NomadFixtureData.RUNNING).contains(build))
        .toList()
        .get(index);
  }

  private static Locator lines(BrowserWindow window) {
    return window.page().locator(".sb-log-line");
  }

  private static Locator status(BrowserWindow window) {
    return window.page().locator("[data-logs-status]");
  }
}
