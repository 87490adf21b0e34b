package dev.signalbox.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.nomad.NomadFixtureData;
import dev.signalbox.sandbox.nomad.SimulatedCluster;
import dev.signalbox.testing.TestInstallation;
import org.junit.jupiter.api.Test;

/** Draining a client. */
@BrowserTest
class DrainJourneyTests {

  private final SimulatedCluster nomad = TestInstallation.nomad().cluster();

  @Test
  void findsTheFullClientAndDrainsIt(BrowserWindows windows) {
    BrowserWindow window = windows.signedIn(Persona.ADMIN).go("/");
    window.link("Clients ready").click();
    window.link("Memory allocated").click();
    assertThat(window.page().locator("th[aria-sort]")).containsText("Memory allocated");
    if (!window.page().url().contains("sort=-memory")) {
      window.link("Memory allocated").click();
    }
    Locator fullest = window.page().locator("tr[data-key]").first().locator("a.sb-name");
    assertThat(fullest).hasText(NomadFixtureData.FULL);
    fullest.click();
    assertThat(window.main()).containsText("Don't terminate this machine");

    window.link("Drain client").click();
    assertThat(window.main()).containsText("No new builds;");
    window.page().getByLabel("Deadline").selectOption("1h");
    assertThat(window.main()).containsText("will be killed at");
    window.page().getByLabel("Deadline").selectOption("none");
    assertThat(window.main()).not().containsText("will be killed at");
    window.page().getByLabel("Reason").fill("memory is being replaced");
    window.button("Drain client").click();

    assertThat(window.heading()).hasText(NomadFixtureData.FULL);
    assertThat(window.main()).containsText("Draining");
    assertThat(window.main()).containsText("memory is being replaced");
    nomad.runningOn(NomadFixtureData.FULL).forEach(build -> nomad.finish(build, 0));
    assertThat(window.main()).containsText("Safe to terminate");
  }

  @Test
  void drainsByKeyboard(BrowserWindows windows) {
    BrowserWindow window =
        windows.signedIn(Persona.ADMIN).go("/nomad/clients?q=" + NomadFixtureData.READY);
    window.tabTo(window.row(NomadFixtureData.READY).locator("a.sb-name")).press("Enter");
    assertThat(window.heading()).hasText(NomadFixtureData.READY);

    window.tabTo(window.link("Drain client")).press("Enter");
    Locator reason = window.page().getByLabel("Reason");
    reason.waitFor();
    window.tabTo(reason).page().keyboard().type("new image");
    window.tabTo(window.button("Drain client")).press("Enter");

    assertThat(window.main()).containsText("Draining");
  }

  @Test
  void drainsWithoutJavaScript(BrowserWindows windows) {
    BrowserWindow window = windows.open(BrowserWindows.options().setJavaScriptEnabled(false));
    window.signIn(Persona.ADMIN).go("/nomad/clients?q=" + NomadFixtureData.READY);
    window.row(NomadFixtureData.READY).locator("a.sb-name").click();
    window.link("Drain client").click();
    window.page().getByLabel("Deadline").selectOption("15m");
    window.button("Preview deadline").click();
    assertThat(window.main()).containsText("will be killed at");

    window.page().getByLabel("Reason").fill("new image");
    window.button("Drain client").click();

    assertThat(window.main()).containsText("Draining");
  }
}
