package dev.signalbox.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.TestInstallation;
import dev.signalbox.sandbox.nomad.NomadStory;
import dev.signalbox.sandbox.nomad.World;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Somebody follows a log to its error. */
@BrowserTest
class LogJourneyTests {

  private final World world = TestInstallation.nomad().world();

  @Test
  void followsALogToItsError(Windows windows) {
    String build = world.allocationOf(NomadStory.RUNNING);
    Window window = windows.signedIn(Persona.VIEWER).go("/nomad/allocations/" + build + "/log");
    assertThat(status(window)).containsText("following");

    world.write(
        build, "build-agent", "stderr", "\u001b[31mERROR\u001b[0m the last train is late\n");
    world.write(build, "build-agent", "stderr", "and then <b>nothing</b>\n".repeat(300));
    assertThat(lines(window).last()).containsText("and then <b>nothing</b>");
    assertThat(status(window)).containsText("1 looks like an error");

    window.press("e");
    assertThat(window.page().locator(".sb-log-current")).containsText("the last train is late");
    assertThat(window.page().locator(".sb-log-current .sb-ansi-1")).hasText("ERROR");
    assertThat(status(window)).containsText("paused");

    world.write(build, "build-agent", "stderr", "one more\n");
    assertThat(window.button("1 new line")).isVisible();
    window.button("1 new line").click();
    assertThat(lines(window).last()).containsText("one more");

    world.finish(build, 1);
    assertThat(lines(window).last())
        .containsText(
            "The task ended with exit code 1.",
            // two quiet seconds prove that nothing is on its way any more
            new LocatorAssertions.ContainsTextOptions().setTimeout(10_000));
    assertThat(status(window)).containsText("ended");
  }

  @Test
  void staysUsableAtAHundredThousandLines(Windows windows) {
    String build = world.allocationOf(NomadStory.RUNNING);
    StringBuilder text = new StringBuilder();
    for (int i = 1; i <= 100_000; i++) {
      text.append("step ").append(i).append(i == 777 ? " needle\n" : " is done\n");
    }
    world.write(build, "build-agent", "stdout", text.toString());
    Window window =
        windows.signedIn(Persona.VIEWER).go("/nomad/allocations/" + build + "/log?stream=stdout");
    assertThat(lines(window).last()).containsText("step 100000 is done");
    assertThat(lines(window).count()).isLessThan(150);

    window.press("/");
    window.page().keyboard().type("needle|step 5000 ");
    window.page().getByLabel("Regular expression").click();
    assertThat(window.page().locator("[data-logs-count]")).hasText("2 lines");
    window.button("Only these").click();
    assertThat(lines(window)).hasCount(2);
    assertThat(lines(window).first().locator("mark")).hasText("needle");
  }

  @Test
  void mergesTheAllocationsOfAJob(Windows windows) {
    Window window =
        windows
            .signedIn(Persona.VIEWER)
            .go("/nomad/job/log?id=" + NomadStory.SERVICE + "&allocation=all&stream=stdout");
    for (String allocation : world.allocationsOf(NomadStory.SERVICE)) {
      world.write(allocation, "build-agent", "stdout", "from " + allocation.substring(0, 8) + "\n");
    }

    for (String allocation : world.allocationsOf(NomadStory.SERVICE)) {
      String id = allocation.substring(0, 8);
      assertThat(lines(window).filter(new Locator.FilterOptions().setHasText("from " + id)))
          .hasText(Pattern.compile("\\d+" + id + "from " + id));
    }
  }

  @Test
  void saysWhyNoLineIsThere(Windows windows) {
    Window window =
        windows
            .signedIn(Persona.VIEWER)
            .go("/nomad/job/log?id=" + NomadStory.SERVICE + "&allocation=all&stream=stderr");
    Locator nothing = window.page().locator("[data-logs-nothing]");
    assertThat(nothing).hasText("Nothing has been written here yet. What comes appears at once.");

    String one = world.allocationsOf(NomadStory.SERVICE).getFirst();
    world.write(one, "build-agent", "stderr", "a word\n");
    assertThat(lines(window)).hasCount(1);
    assertThat(nothing).isHidden();

    window.page().getByPlaceholder("Search the lines").fill("another");
    window.button("Only these").click();
    assertThat(nothing).hasText("No line matches.");
  }

  @Test
  void showsTheEndWithoutScripts(Windows windows) {
    Window window = windows.open(Windows.options().setJavaScriptEnabled(false));
    window
        .signIn(Persona.VIEWER)
        .go("/nomad/allocations/" + world.allocationOf(NomadStory.FAILED) + "/log");

    assertThat(window.main()).containsText("java.lang.AssertionError");
    assertThat(window.link("Reload")).isVisible();
    assertThat(window.page().getByRole(AriaRole.LOG)).hasCount(0);
  }

  private static Locator lines(Window window) {
    return window.page().locator(".sb-log-line");
  }

  private static Locator status(Window window) {
    return window.page().locator("[data-logs-status]");
  }
}
