package dev.signalbox.jobs.allocations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.nomad.ClusterState;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.nomad.NomadFixtureData;
import dev.signalbox.sandbox.nomad.SimulatedCluster;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import dev.signalbox.testing.TestInstallation;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Restarts of tasks that take longer than a request may. */
@InstallationTest
class AllocationRestartTests {

  /** Longer than the kill timeout of the tasks. */
  private static final Duration KILL_TIMEOUT = Duration.ofMinutes(2);

  private static final String RECORDED = "<code>nomad.allocation.restarted</code>";

  private final SimulatedCluster world = TestInstallation.nomad().cluster();
  private final MockBrowsers browsers;
  private final ClusterState cluster;

  @Autowired
  AllocationRestartTests(MockBrowsers browsers, ClusterState cluster) {
    this.browsers = browsers;
    this.cluster = cluster;
  }

  @Test
  void reportsARestartThatIsUnderWayAndThenItsOutcome() {
    String id = world.allocationOf(NomadFixtureData.RUNNING);
    await().until(() -> cluster.snapshot().allocation(id).isPresent());
    world.ignoreInterrupts(id);
    MockBrowser admin = browsers.signedIn(Persona.ADMIN);
    String page = "/nomad/allocations/" + id;

    assertThat(admin.post(page + "/restart", Map.of())).hasRedirectedUrl(page);

    assertThat(MockBrowser.body(admin.get(page)))
        .contains("Restart of " + id.substring(0, 8) + " is under way")
        .contains("<dt>Restart</dt>");
    assertThat(events(admin)).doesNotContain(RECORDED);

    TestInstallation.clock().advance(KILL_TIMEOUT);
    world.tick();
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(events(admin)).contains(RECORDED));
    assertThat(MockBrowser.body(admin.get(page))).doesNotContain("<dt>Restart</dt>");
  }

  private static String events(MockBrowser admin) {
    return MockBrowser.body(admin.get("/audit?action=nomad.allocation.restarted"));
  }
}
