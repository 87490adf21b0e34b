package dev.signalbox.jobs.allocations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.CurrentActor;
import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.DelegatingNomadCommands;
import dev.signalbox.nomad.DeniedCapabilities;
import dev.signalbox.nomad.NomadCommands;
import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.nomad.NomadFixtureData;
import dev.signalbox.sandbox.nomad.SimulatedCluster;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import dev.signalbox.testing.TestInstallation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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
  private final NomadCommands commands;
  private final AuditLog audit;
  private final CurrentActor actors;

  @Autowired
  AllocationRestartTests(
      MockBrowsers browsers,
      ClusterState cluster,
      NomadCommands commands,
      AuditLog audit,
      CurrentActor actors) {
    this.browsers = browsers;
    this.cluster = cluster;
    this.commands = commands;
    this.audit = audit;
    this.actors = actors;
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

  @Test
  void reportsAFailureWhoseCauseIsUnknownAfterTheResponse() {
    String id = world.allocationOf(NomadFixtureData.RUNNING);
    await().until(() -> cluster.snapshot().allocation(id).isPresent());
    CountDownLatch responded = new CountDownLatch(1);
    AllocationRestart restart =
        new AllocationRestart(
            new FailingCommands(commands, responded),
            audit,
            new DeniedCapabilities(TestInstallation.clock()),
            actors,
            TestInstallation.clock());

    restart.restart(cluster.snapshot().allocation(id).orElseThrow(), "build", null);
    assertThat(restart.state(id)).get().asString().startsWith("Under way");
    responded.countDown();

    await().until(() -> restart.state(id).orElse("").contains("failed: internal error"));
    TestInstallation.clock().advance(Duration.ofHours(2));
    assertThat(restart.state(id)).isEmpty();
  }

  @Test
  void limitsTheRestartsThatAreUnderWay() throws Exception {
    TestInstallation.awaitSync(cluster);
    List<Allocation> running =
        cluster.snapshot().allocations().stream()
            .filter(one -> !one.isTerminal())
            .limit(7)
            .toList();
    CountDownLatch end = new CountDownLatch(1);
    AllocationRestart restart =
        new AllocationRestart(
            new FailingCommands(commands, end),
            audit,
            new DeniedCapabilities(TestInstallation.clock()),
            actors,
            TestInstallation.clock());
    try {
      for (Thread one :
          running.stream()
              .limit(6)
              .map(one -> Thread.startVirtualThread(() -> restart.restart(one, "build", null)))
              .toList()) {
        one.join();
      }

      assertThatExceptionOfType(RemoteSystemException.Conflict.class)
          .isThrownBy(() -> restart.restart(running.getLast(), "build", null))
          .satisfies(e -> assertThat(e.response()).isEqualTo("6 restarts are under way"));
    } finally {
      end.countDown();
    }
  }

  private static String events(MockBrowser admin) {
    return MockBrowser.body(admin.get("/audit?action=nomad.allocation.restarted"));
  }

  /** Fails the restart after the response, as if the audit log could not be written. */
  private static final class FailingCommands extends DelegatingNomadCommands {

    private final CountDownLatch responded;

    FailingCommands(NomadCommands commands, CountDownLatch responded) {
      super(commands);
      this.responded = responded;
    }

    @Override
    public long restartAllocation(String allocationId, @Nullable String task) {
      try {
        assertThat(responded.await(60, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw new IllegalStateException("unexpected");
    }
  }
}
