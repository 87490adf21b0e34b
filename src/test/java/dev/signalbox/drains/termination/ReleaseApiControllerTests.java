package dev.signalbox.drains.termination;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.drains.CapacityReserve;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.ResourceType;
import dev.signalbox.nomad.SyncStatus;
import dev.signalbox.queue.WaitingReason;
import dev.signalbox.queue.WaitingReasons;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.nomad.NomadFaults.Kind;
import dev.signalbox.sandbox.nomad.NomadFixtureData;
import dev.signalbox.sandbox.nomad.SimulatedCluster;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockApiClient;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import dev.signalbox.testing.TestInstallation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The REST API for lifecycle hooks. */
@InstallationTest
class ReleaseApiControllerTests {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String UNKNOWN_ID = "00000000-0000-0000-0000-000000000000";
  private static final String REQUEST = "{\"reason\": \"scaling down\"}";
  private static final String WITH_OVERRIDE =
      "{\"reason\": \"scaling down\", \"override\": \"night\", \"purge\": true}";

  private final SimulatedCluster world = TestInstallation.nomad().cluster();
  private final MockBrowsers browsers;
  private final MockMvcTester console;
  private final DatabaseTestClient recorded;
  private final ClusterState cluster;
  private final TerminationRequests releases;
  private final WaitingReasons reasons;
  private final TerminationRequestRunner runner;
  private MockApiClient hook;

  @Autowired
  ReleaseApiControllerTests(
      MockBrowsers browsers,
      MockMvcTester console,
      JdbcClient database,
      ClusterState cluster,
      TerminationRequests releases,
      WaitingReasons reasons,
      TerminationRequestRunner runner) {
    this.browsers = browsers;
    this.console = console;
    this.recorded = new DatabaseTestClient(database);
    this.cluster = cluster;
    this.releases = releases;
    this.reasons = reasons;
    this.runner = runner;
    this.hook = new MockApiClient(console, "");
  }

  @BeforeEach
  void createATokenOnceTheSnapshotIsComplete() {
    TestInstallation.awaitLiveSync(cluster);
    hook =
        new MockApiClient(
            console, MockApiClient.newToken(browsers.signedIn(Persona.ADMIN), "read,write"));
    until(
        () ->
            List.of(SyncStatus.State.LIVE, SyncStatus.State.POLLING)
                    .contains(cluster.syncStatus().state())
                && cluster
                    .snapshot()
                    .client(id(NomadFixtureData.DRAINING))
                    .filter(c -> c.draining())
                    .isPresent()
                && cluster.snapshot().clients().stream().noneMatch(c -> c.attributes().isEmpty()));
  }

  @Test
  void isNotTerminableWhileBuildsAreRunning() {
    Map<String, Object> answer = answer(hook.get(url(NomadFixtureData.DRAINING, "terminable")));

    assertThat(answer)
        .containsEntry("terminable", false)
        .containsEntry("state", "draining")
        .containsEntry("live", true)
        .containsEntry("name", NomadFixtureData.DRAINING);
    assertThat((List<?>) answer.get("left"))
        .hasSize(2)
        .anySatisfy(left -> assertThat(left.toString()).contains("name=acme/payments #300"));
  }

  @Test
  void findsAMachineByInstanceId() {
    String instance =
        String.valueOf(answer(hook.get(url(NomadFixtureData.READY, "terminable"))).get("instance"));

    assertThat(answer(hook.get(url(instance, "terminable"))))
        .containsEntry("id", id(NomadFixtureData.READY))
        .containsEntry("reason", "It is accepting builds. Drain it first.");
  }

  @Test
  void isGoneOnlyIfThatIsCertain() {
    assertThat(answer(hook.get(url("i-00000000000000000", "terminable"))))
        .containsEntry("terminable", true)
        .containsEntry("state", "gone");
    assertThat(hook.get(url("nomad-client-7f2b", "terminable"))).hasStatus(503);

    world.addClient("bare", 4000, 8192);
    until(
        () ->
            cluster
                .snapshot()
                .client(id("bare"))
                .filter(c -> !c.attributes().isEmpty())
                .isPresent());

    assertThat(hook.get(url("i-00000000000000000", "terminable")))
        .hasStatus(503)
        .bodyText()
        .contains("state-unavailable", "it may be i-00000000000000000: bare.");
    assertThat(hook.post(url("i-00000000000000000", "release"), REQUEST)).hasStatus(503);
    assertThat(answer(hook.get(url(UNKNOWN_ID, "terminable")))).containsEntry("state", "gone");

    TestInstallation.nomad().faults().set(Kind.DOWN);
    until(() -> !CapacityReserve.isFresh(cluster.syncStatus()));

    assertThat(hook.get(url("i-00000000000000000", "terminable")))
        .hasStatus(503)
        .bodyText()
        .contains("state-unavailable");
    // a no may be stale
    assertThat(answer(hook.get(url(NomadFixtureData.DRAINING, "terminable"))))
        .containsEntry("terminable", false)
        .containsEntry("live", false);
  }

  @Test
  void refusesAReleaseWhileJobsAreQueued() {
    assertThat(hook.post(url(NomadFixtureData.READY, "release"), REQUEST))
        .hasStatus(409)
        .bodyText()
        .contains("insufficient-capacity", "queued for capacity");
    assertThat(releases.findRecent(1)).isEmpty();
  }

  @Test
  void ignoresQueuedJobsThatNoClientCanRun() {
    world.stopJob(NomadFixtureData.WAITS_FOR_CAPACITY, true);
    until(
        () ->
            reasons.all().stream()
                .noneMatch(one -> one.reason() instanceof WaitingReason.NoFreeCapacity));
    assertThat(reasons.all()).isNotEmpty();

    assertThat(hook.post(url(NomadFixtureData.READY, "release"), REQUEST)).hasStatusOk();
  }

  @Test
  void drainsWaitsReportsAndPurges() {
    assertThat(answer(hook.post(url(NomadFixtureData.READY, "release"), WITH_OVERRIDE)))
        .containsEntry("state", "REQUESTED");
    assertThat(answer(hook.post(url(NomadFixtureData.READY, "release"), REQUEST)))
        .containsEntry("reason", "scaling down");
    assertThat(releases.findRecent(5)).hasSize(1);

    until(() -> Set.of("DRAINING", "STOPPING", "SAFE").contains(state(NomadFixtureData.READY)));
    world.runningOn(NomadFixtureData.READY).forEach(build -> world.finish(build, 0));
    until(() -> state(NomadFixtureData.READY).equals("SAFE"));
    assertThat(answer(hook.get(url(NomadFixtureData.READY, "terminable"))))
        .containsEntry("terminable", true)
        .containsEntry("state", "drained");

    world.goDown(NomadFixtureData.READY);
    until(() -> state(NomadFixtureData.READY).equals("PURGED"));
    assertThat(recorded.event("nomad.client.release.requested").payload()).contains("night");
    assertThat(recorded.actions()).contains("nomad.client.drained", "nomad.client.purged");
    assertThat(recorded.event("nomad.client.released").success()).isTrue();
  }

  @Test
  void cancelsOnceAndListsTheRelease() {
    hook.post(url(NomadFixtureData.READY, "release"), WITH_OVERRIDE);

    assertThat(answer(hook.delete(url(NomadFixtureData.READY, "release"))))
        .containsEntry("state", "CANCELLED");
    assertThat(hook.delete(url(NomadFixtureData.READY, "release"))).hasStatus(409);
    assertThat(browsers.signedIn(Persona.VIEWER).get("/nomad/releases"))
        .hasStatusOk()
        .bodyText()
        .contains(NomadFixtureData.READY, "Canceled", "override: night");
  }

  private String state(String name) {
    return releases.findLatestByIdOrName(name).map(release -> release.state().name()).orElse("");
  }

  private String id(String name) {
    return world.clientId(name);
  }

  private static String url(String name, String what) {
    return "/api/v1/nomad/clients/" + name + "/" + what;
  }

  private static Map<String, Object> answer(MvcTestResult result) {
    assertThat(result).hasStatusOk();
    return JSON.readValue(MockBrowser.body(result), new TypeReference<>() {});
  }

  /** Runs the runner with each change in Nomad until the condition is true or fails. */
  private void until(BooleanSupplier reached) {
    for (int i = 0; i < 40 && !reached.getAsBoolean(); i++) {
      runner.advanceAll();
      cluster.awaitIndex(ResourceType.CLIENTS, world.index() + 1, Duration.ofMillis(200));
    }
    assertThat(reached.getAsBoolean()).isTrue();
  }
}
