package dev.signalbox.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.TestInstallation;
import dev.signalbox.sandbox.nomad.NomadStory;
import dev.signalbox.sandbox.nomad.World;
import org.junit.jupiter.api.Test;

/** Somebody finds the full client and drains it. */
@BrowserTest
class DrainJourneyTests {

  private final World world = TestInstallation.nomad().world();

  @Test
  void findsTheFullClientAndDrainsIt(Windows windows) {
    Window window = windows.signedIn(Persona.ADMIN).go("/");
    window.link("Ready clients").click();
    window.link("Memory allocated").click();
    assertThat(window.page().locator("th[aria-sort]")).containsText("Memory allocated");
    if (!window.page().url().contains("sort=-memory")) {
      window.link("Memory allocated").click();
    }
    Locator fullest = window.page().locator("tr[data-key]").first().locator("a.sb-name");
    assertThat(fullest).hasText(NomadStory.FULL);
    fullest.click();
    assertThat(window.main()).containsText("Its machine must not be terminated");

    window.link("Drain this client").click();
    assertThat(window.main()).containsText("takes no new builds");
    window.page().getByLabel("Deadline").selectOption("1h");
    assertThat(window.main()).containsText("would be killed at");
    window.page().getByLabel("Deadline").selectOption("none");
    assertThat(window.main()).not().containsText("would be killed at");
    window.page().getByLabel("Reason").fill("memory is being replaced");
    window.button("Drain this client").click();

    assertThat(window.heading()).hasText(NomadStory.FULL);
    assertThat(window.main()).containsText("It is being drained");
    assertThat(window.main()).containsText("memory is being replaced");
    world.runningOn(NomadStory.FULL).forEach(build -> world.finish(build, 0));
    assertThat(window.main()).containsText("Its machine may be terminated");
  }

  @Test
  void drainsByKeyboardAlone(Windows windows) {
    Window window = windows.signedIn(Persona.ADMIN).go("/nomad/clients?q=" + NomadStory.READY);
    window.tabTo(window.row(NomadStory.READY).locator("a.sb-name")).press("Enter");
    assertThat(window.heading()).hasText(NomadStory.READY);

    window.tabTo(window.link("Drain this client")).press("Enter");
    Locator reason = window.page().getByLabel("Reason");
    reason.waitFor();
    window.tabTo(reason).page().keyboard().type("new image");
    window.tabTo(window.button("Drain this client")).press("Enter");

    assertThat(window.main()).containsText("It is being drained");
  }

  @Test
  void drainsWithoutScripts(Windows windows) {
    Window window = windows.open(Windows.options().setJavaScriptEnabled(false));
    window.signIn(Persona.ADMIN).go("/nomad/clients?q=" + NomadStory.READY);
    window.row(NomadStory.READY).locator("a.sb-name").click();
    window.link("Drain this client").click();
    window.page().getByLabel("Deadline").selectOption("15m");
    window.button("Show what this deadline means").click();
    assertThat(window.main()).containsText("would be killed at");

    window.page().getByLabel("Reason").fill("new image");
    window.button("Drain this client").click();

    assertThat(window.main()).containsText("It is being drained");
  }
}
