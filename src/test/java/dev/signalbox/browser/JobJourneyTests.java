package dev.signalbox.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.nomad.SimulatedCluster;
import dev.signalbox.testing.TestInstallation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Watching a job on its page. */
@BrowserTest
class JobJourneyTests {

  private final SimulatedCluster nomad = TestInstallation.nomad().cluster();
  private final ClusterState cluster;

  @Autowired
  JobJourneyTests(ClusterState cluster) {
    this.cluster = cluster;
  }

  @BeforeEach
  void awaitSync() {
    TestInstallation.awaitSync(cluster);
  }

  @Test
  void showsTheFailureOfAJobThatIsWatched(BrowserWindows windows) {
    nomad.addClient("nomad-client-ffff", 64_000, 131_072);
    nomad.run("watched", 100, 128);
    String allocation = nomad.allocationOf("watched");
    nomad.write(allocation, "build-agent", "stderr", "Error: expected 3 but got 4\n");
    awaitSync();
    BrowserWindow window = windows.signedIn(Persona.VIEWER).go("/nomad/job?id=watched");
    assertThat(window.page().locator("[data-live-mark]")).hasText("Live");
    Locator failure = window.page().locator("section[aria-labelledby=failure]");
    assertThat(failure).hasCount(0);

    nomad.finish(allocation, 3);

    assertThat(failure).containsText("The task exited with code 3.");
    assertThat(failure).containsText("Error: expected 3 but got 4");
    // later changes don't load it again
    failure.evaluate("panel => panel.dataset.seen = ''");
    for (int change = 0; change < 2; change++) {
      String client = "nomad-client-eee" + change;
      window
          .page()
          .waitForResponse(
              response -> response.url().contains("/nomad/job?id=watched"),
              () -> nomad.addClient(client, 1_000, 1_000));
    }
    assertThat(failure).hasAttribute("data-seen", "");
  }
}
