package dev.signalbox.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.nomad.NomadFixtureData;
import dev.signalbox.sandbox.nomad.SimulatedCluster;
import dev.signalbox.testing.TestInstallation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Finding the reason why a build is waiting. */
@BrowserTest
class QueueJourneyTests {

  private static final String TOO_LARGE = "acme/infra #9";
  private static final String CONSTRAINED = "acme/web #118";
  private static final String NEXT = "acme/api #1052";

  private final SimulatedCluster nomad = TestInstallation.nomad().cluster();
  private final ClusterState cluster;

  @Autowired
  QueueJourneyTests(ClusterState cluster) {
    this.cluster = cluster;
  }

  @BeforeEach
  void awaitSync() {
    TestInstallation.awaitSync(cluster);
  }

  @Test
  void explainsWhyABuildIsTooLarge(BrowserWindows windows) {
    BrowserWindow window = windows.signedIn(Persona.VIEWER).go("/").awaitSettled();
    figure(window, "Queued").click();
    assertThat(window.heading()).hasText("Queue");
    assertThat(window.page().locator("#queue-truth"))
        .hasText("3 queued, longest 2 h 10 min · 1 too large · 1 constraint" + " · 1 no capacity");

    assertThat(window.row(TOO_LARGE))
        .containsText("Needs 96 GiB memory; the largest client has 61 GiB.");
    assertThat(window.row(TOO_LARGE)).containsText("Add a client of type");
    assertThat(window.row(CONSTRAINED))
        .containsText("Constraint ${attr.cpu.arch} = arm64 excludes all");
    assertThat(window.row(CONSTRAINED))
        .containsText("Add a matching client, or relax the constraint.");
    assertThat(window.row(NEXT)).containsText("Next in line. 12 clients are full");

    window.link("Too large").click();
    assertThat(window.page().locator("tr[data-key]")).hasCount(1);
    window.row(TOO_LARGE).locator("a.sb-name").click();
    assertThat(window.heading()).hasText(TOO_LARGE);
    assertThat(why(window)).containsText("Needs 96 GiB memory; the largest client has 61 GiB.");
    assertThat(why(window)).containsText("or choose a smaller resource class");
    assertThat(why(window)).containsText("Resources: 96 GiB, 8 GHz.");
    window.awaitSettled();
    assertThat(window.main()).containsText("build not placed: memory exhausted on");
  }

  @Test
  void showsTheNextBuildByKeyboard(BrowserWindows windows) {
    BrowserWindow window = windows.signedIn(Persona.VIEWER).go("/").awaitSettled();
    window.tabTo(figure(window, "Queued")).press("Enter");
    assertThat(window.heading()).hasText("Queue");

    window.tabTo(window.page().getByLabel("Name or id"));
    window.page().keyboard().type("api-1052");
    window.press("Enter");
    assertThat(window.page().locator("tr[data-key]")).hasCount(1);
    window.tabTo(window.link(NEXT)).press("Enter");
    assertThat(window.heading()).hasText(NEXT);
    assertThat(why(window)).containsText("Next in line. 12 clients are full");

    window.tabTo(window.link("View queue")).press("Enter");
    assertThat(window.heading()).hasText("Queue");
  }

  @Test
  void removesTheReasonOnceThereIsCapacity(BrowserWindows windows) {
    BrowserWindow window =
        windows.signedIn(Persona.VIEWER).go("/nomad/job?id=" + NomadFixtureData.TOO_LARGE);
    assertThat(why(window)).isVisible();
    assertThat(window.page().locator("[data-live-mark]")).hasText("Live");

    nomad.addClient("nomad-client-ffff", 64_000, 131_072);

    assertThat(why(window)).hasCount(0);
    assertThat(window.main()).containsText("nomad-client-ffff");
    assertThat(window.page().locator(".sb-new-rows")).hasCount(0);
  }

  private static Locator figure(BrowserWindow window, String label) {
    return window
        .main()
        .locator("a.sb-summary-figure")
        .filter(new Locator.FilterOptions().setHasText(label));
  }

  private static Locator why(BrowserWindow window) {
    return window.page().locator("section[aria-labelledby=why]");
  }
}
