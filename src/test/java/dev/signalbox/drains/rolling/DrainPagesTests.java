package dev.signalbox.drains.rolling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.nomad.ClientStatus;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.ResourceType;
import dev.signalbox.nomad.SyncStatus;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.nomad.FakeNomad;
import dev.signalbox.sandbox.nomad.NomadFixtureData;
import dev.signalbox.sandbox.nomad.SimulatedCluster;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import dev.signalbox.testing.TestInstallation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** The pages for drains, eligibility, purges and rolling drains. */
@InstallationTest
class DrainPagesTests {

  private final SimulatedCluster world = TestInstallation.nomad().cluster();
  private final MockBrowsers browsers;
  private final JdbcClient database;
  private final DatabaseTestClient recorded;
  private final ClusterState cluster;
  private final RollingDrains plans;
  private final RollingDrainRunner runner;
  private MockBrowser admin;

  @Autowired
  DrainPagesTests(
      MockBrowsers browsers,
      JdbcClient database,
      ClusterState cluster,
      RollingDrains plans,
      RollingDrainRunner runner) {
    this.browsers = browsers;
    this.database = database;
    this.recorded = new DatabaseTestClient(database);
    this.cluster = cluster;
    this.plans = plans;
    this.runner = runner;
    this.admin = browsers.open();
  }

  @BeforeEach
  void signInOnceTheSnapshotIsComplete() {
    admin = browsers.signedIn(Persona.ADMIN);
    until(this::isSeen);
  }

  @Test
  void showsTheEffectOfADrainInAdvance() {
    assertThat(admin.get(of(NomadFixtureData.FULL, "/drain")))
        .hasStatusOk()
        .bodyText()
        .contains(
            "Drain " + NomadFixtureData.FULL,
            "No new builds;",
            "No deadline: wait for all builds",
            "nomad node drain -enable -no-deadline -ignore-system -yes ");
  }

  @Test
  void showsFormsWithInvalidTextAgain() {
    String client = of(NomadFixtureData.FULL, "");
    Map<String, String> reason =
        Map.of("deadline", "1h", "eligible", "false", "reason", "ker\0nel");

    for (MvcTestResult answer :
        List.of(
            admin.post(client + "/drain", reason),
            admin.put(client + "/eligibility", reason),
            admin.send(HttpMethod.DELETE, of(NomadFixtureData.DOWN, ""), reason))) {
      assertThat(answer)
          .hasStatus(422)
          .bodyText()
          .contains("value=\"kernel\"", "Must not contain U+0000", "id=\"error-reason\"");
    }
    assertThat(
            admin.post(
                "/nomad/rolling-drains",
                Map.of("client", id(NomadFixtureData.FULL), "reason", "ker\0nel")))
        .hasStatus(422)
        .bodyText()
        .contains("value=\"kernel\"", "Must not contain U+0000");
  }

  @Test
  void showsTheFormThatStopsADrainAgain() {
    String client = of(NomadFixtureData.FULL, "/drain");
    admin.post(client, Map.of("deadline", "1h", "reason", "kernel update"));

    MvcTestResult answer =
        admin.send(
            HttpMethod.DELETE, client, Map.of("eligible", "false", "reason", "disk\0 replaced"));

    assertThat(answer)
        .hasStatus(422)
        .bodyText()
        .contains("value=\"disk replaced\"", "Must not contain U+0000", "id=\"error-end-reason\"");
  }

  @Test
  void updatesThePreviewForAnotherDeadline() {
    assertThat(admin.fragment(of(NomadFixtureData.FULL, "/drain?deadline=15m&reason=kernel")))
        .hasStatusOk()
        .bodyText()
        .contains(
            "will be killed at", "are not rescheduled", "-deadline 15m", "-m &#39;kernel&#39;")
        .doesNotContain("<main");
  }

  @Test
  void warnsOnlyWhenBuildsWouldBeKilled() {
    assertThat(admin.get(of(NomadFixtureData.FULL, "/drain")))
        .bodyText()
        .contains("Stop now", "Stop after 15 minutes", "Stop after a custom time")
        .doesNotContain("btn-danger", "sb-edge-bad");
    assertThat(admin.get(of(NomadFixtureData.FULL, "/drain?deadline=15m")))
        .bodyText()
        .contains("btn-danger", "sb-edge-bad")
        .containsPattern("\\d+ builds will be killed at \\d\\d:\\d\\d UTC");
    Map<String, String> plan =
        Map.of("client", id(NomadFixtureData.FULL), "atOnce", "1", "keepReady", "2");
    assertThat(admin.post("/nomad/rolling-drains?preview=true", plan))
        .bodyText()
        .contains("Drain 1 client")
        .doesNotContain("btn-danger");
    assertThat(
            admin.post(
                "/nomad/rolling-drains?preview=true",
                Map.of("client", id(NomadFixtureData.FULL), "deadline", "15m")))
        .bodyText()
        .contains("btn-danger")
        .containsPattern("Drain 1 client: \\d+ builds would be killed");
  }

  @Test
  void saysWhatToDoAboutAClientThatIsDown() {
    assertThat(admin.get(of(NomadFixtureData.DOWN, "/drain")))
        .bodyText()
        .contains("If the machine is dead, terminate it", "If it may come back, mark it")
        .doesNotContain("data-typed-button");
    assertThat(admin.get(of(NomadFixtureData.DOWN, "")))
        .bodyText()
        .contains("If the machine is dead, terminate it", "If it may come back, mark it");
  }

  @Test
  void keepsTheInputAndShowsErrors() {
    assertThat(
            admin.post(
                of(NomadFixtureData.READY, "/drain"),
                Map.of("deadline", "custom", "custom", "soon")))
        .hasStatus(422)
        .bodyText()
        .contains("Enter a reason.", "Enter a duration such as 45m", "value=\"soon\"");
    assertThat(recorded.actions()).doesNotContain("nomad.client.drained");
  }

  @ParameterizedTest
  @CsvSource({"rolling-drains,atOnce", "rolling-drains,ignoreSystemJobs", "drain,ignoreSystemJobs"})
  void rejectsAFormWithAValueThatCannotBeRead(String form, String field) {
    String path = form.equals("drain") ? of(NomadFixtureData.READY, "/drain") : "/nomad/" + form;

    assertThat(
            admin.post(
                path,
                Map.of(
                    "client",
                    id(NomadFixtureData.READY),
                    "deadline",
                    "custom",
                    "custom",
                    "soon",
                    field,
                    "many")))
        .hasStatus(422);
  }

  @Test
  void drainsAndStopsDrainingAndRecordsBoth() {
    assertThat(
            admin.post(
                of(NomadFixtureData.READY, "/drain"),
                Map.of("deadline", "1h", "reason", "kernel update")))
        .hasStatus(302)
        .hasHeader("Location", of(NomadFixtureData.READY, ""));
    assertThat(recorded.event("nomad.client.drained").payload()).contains("kernel update", "1 h");
    until(() -> !cluster.snapshot().client(id(NomadFixtureData.READY)).orElseThrow().eligible());
    assertThat(admin.get(of(NomadFixtureData.DRAINING, "/drain")))
        .bodyText()
        .contains("Stop draining", "Requested by nomad-autoscaler");

    assertThat(
            admin.send(
                HttpMethod.DELETE,
                of(NomadFixtureData.DRAINING, "/drain"),
                Map.of("eligible", "true")))
        .hasStatus(302);
    assertThat(recorded.event("nomad.client.drain.cancelled").success()).isTrue();
    until(
        () ->
            cluster.snapshot().client(id(NomadFixtureData.DRAINING)).orElseThrow().isSchedulable());
  }

  @Test
  void readsTheClientOnceBeforeADrain() {
    String client = "/v1/node/" + id(NomadFixtureData.READY);
    TestInstallation.nomad().clearRequests();

    admin.post(
        of(NomadFixtureData.READY, "/drain"), Map.of("deadline", "1h", "reason", "kernel update"));

    assertThat(TestInstallation.nomad().received())
        .filteredOn(request -> request.path().startsWith(client))
        .extracting(FakeNomad.Received::path)
        .startsWith(client, client + "/drain");
  }

  @Test
  void prefillsTheSettingsOfADrainInProgress() {
    world.drain(NomadFixtureData.READY, Duration.ofHours(2), Map.of("message", "disk"));
    until(() -> cluster.snapshot().client(id(NomadFixtureData.READY)).orElseThrow().draining());

    assertThat(admin.get(of(NomadFixtureData.READY, "/drain")))
        .hasStatusOk()
        .bodyText()
        .containsPattern("value=\"custom\"\\s+selected")
        .contains("value=\"2h\"", "-deadline 120m");
    // a submitted option replaces the current setting
    assertThat(admin.fragment(of(NomadFixtureData.READY, "/drain?deadline=none")))
        .bodyText()
        .contains("-no-deadline");
  }

  @Test
  void previewsTheDeadlineOfARollingDrain() {
    Map<String, String> plan =
        Map.of(
            "client",
            id(NomadFixtureData.FULL),
            "atOnce",
            "1",
            "keepReady",
            "2",
            "deadline",
            "15m");

    assertThat(
            admin.send(
                HttpMethod.POST,
                "/nomad/rolling-drains?preview=true",
                request -> {
                  plan.forEach(request::param);
                  return request.header("HX-Request", "true").param("_csrf", token());
                }))
        .hasStatusOk()
        .bodyText()
        .contains("would be killed at", "are not rescheduled", id(NomadFixtureData.FULL))
        .doesNotContain("<main");
    assertThat(admin.post("/nomad/rolling-drains?preview=true", plan))
        .hasStatusOk()
        .bodyText()
        .contains("<main", "would be killed at");
    assertThat(
            admin.post(
                "/nomad/rolling-drains?preview=true",
                Map.of(
                    "client", id(NomadFixtureData.FULL), "deadline", "custom", "custom", "soon")))
        .bodyText()
        .contains("Enter a duration such as 45m", "value=\"soon\"")
        .doesNotContain("Enter a reason.");
    assertThat(plans.findRecent(1)).isEmpty();
  }

  @Test
  void refusesToMarkAReleasedClientEligible() {
    database
        .sql(
            """
            insert into client_release (id, client_id, name, instance, state, reason, purge,
              actor_type, actor_id, operation, requested_at, state_since, heartbeat_at)
            values (:id, :client, 'x', '', 'ABANDONED', 'scaling down', false,
              'user', '7', :id, now(), now(), now())
            """)
        .param("id", UUID.randomUUID())
        .param("client", id(NomadFixtureData.INELIGIBLE))
        .update();

    assertThat(admin.get(of(NomadFixtureData.INELIGIBLE, "/eligibility")))
        .bodyText()
        .contains("until the release is canceled");
    assertThat(
            admin.put(
                of(NomadFixtureData.INELIGIBLE, "/eligibility"),
                Map.of("eligible", "true", "reason", "disk replaced")))
        .hasStatus(302);
    assertThat(admin.get(of(NomadFixtureData.INELIGIBLE, "")))
        .bodyText()
        .contains("Cancel the release");
    assertThat(recorded.actions()).doesNotContain("nomad.client.eligibility.changed");
  }

  @Test
  void refusesToPurgeAClientThatCameBack() {
    world.reconnect(NomadFixtureData.DOWN);

    assertThat(
            admin.send(
                HttpMethod.DELETE,
                of(NomadFixtureData.DOWN, ""),
                Map.of("typed", NomadFixtureData.DOWN + " ", "reason", "scrapped")))
        .hasStatus(409)
        .bodyText()
        .contains("is not down: it would re-register", "Client is up");
    assertThat(recorded.event("nomad.client.purged").success()).isFalse();
    assertThat(recorded.event("nomad.client.purged").payload()).contains("Client is not down.");
  }

  @Test
  void killsNothingWithoutTheTypedName() {
    assertThat(
            admin.post(
                of(NomadFixtureData.FULL, "/drain"),
                Map.of("deadline", "now", "reason", "on fire")))
        .hasStatus(422)
        .bodyText()
        .contains("will be killed immediately", "Type");
  }

  @Test
  void marksAClientEligibleAndPurgesOnlyClientsThatAreDown() {
    assertThat(
            admin.put(
                of(NomadFixtureData.INELIGIBLE, "/eligibility"),
                Map.of("eligible", "true", "reason", "disk replaced")))
        .hasStatus(302);
    assertThat(recorded.event("nomad.client.eligibility.changed").payload())
        .contains("disk replaced");
    assertThat(admin.get(of(NomadFixtureData.READY, "/purge"))).bodyText().contains("Client is up");
    Map<String, String> purge = Map.of("typed", NomadFixtureData.DOWN, "reason", "scrapped");
    assertThat(
            admin.send(
                HttpMethod.DELETE,
                of(NomadFixtureData.DOWN, ""),
                Map.of("typed", "x", "reason", "scrapped")))
        .hasStatus(422);
    assertThat(admin.send(HttpMethod.DELETE, of(NomadFixtureData.DOWN, ""), purge))
        .hasStatus(302)
        .hasHeader("Location", "/nomad/clients");
    assertThat(recorded.event("nomad.client.purged").success()).isTrue();
  }

  @Test
  void drainsClientsInARollingDrainAndMarksThemEligible() {
    String client = NomadFixtureData.NEW;
    assertThat(
            admin.get(
                "/nomad/rolling-drains/new?client=" + client + "&client=" + NomadFixtureData.DOWN))
        .hasStatusOk()
        .bodyText()
        .contains("Drain 1 client", client, "Down.");
    assertThat(
            admin.post(
                "/nomad/rolling-drains",
                Map.of(
                    "client",
                    id(client),
                    "atOnce",
                    "1",
                    "keepReady",
                    "2",
                    "eligibleAfter",
                    "true",
                    "reason",
                    "new image")))
        .hasStatus(302);
    RollingDrain plan = plans.findRecent(1).getFirst();
    assertThat(admin.get("/nomad/rolling-drains/" + plan.id()))
        .bodyText()
        .contains("new image", "0 of 1 done", client);

    until(() -> plans.clientsOf(plan.id()).getFirst().state() == RollingDrainClient.State.DRAINING);
    world.runningOn(client).forEach(build -> world.finish(build, 0));
    until(() -> state(plan.id()) == RollingDrain.State.FINISHED);

    assertThat(plans.clientsOf(plan.id()))
        .extracting(RollingDrainClient::state)
        .containsExactly(RollingDrainClient.State.DONE);
    assertThat(recorded.actions())
        .contains("nomad.plan.created", "nomad.client.drained", "nomad.plan.finished");
    assertThat(admin.fragment("/nomad/rolling-drains")).bodyText().contains("1 of 1 done");
  }

  @Test
  void pausesAndAbortsARollingDrain() {
    assertThat(
            admin.post(
                "/nomad/rolling-drains",
                Map.of(
                    "client",
                    id(NomadFixtureData.FULL),
                    "atOnce",
                    "1",
                    "keepReady",
                    "1000",
                    "reason",
                    "new image")))
        .hasStatus(302);
    RollingDrain plan = plans.findRecent(1).getFirst();
    runner.advance(plan);
    assertThat(plans.find(plan.id()).orElseThrow().waitReason()).contains("minimum is 1000");
    String state = "/nomad/rolling-drains/" + plan.id() + "/state";

    assertThat(admin.put(state, Map.of("state", "paused"))).hasStatus(302);
    assertThat(state(plan.id())).isEqualTo(RollingDrain.State.PAUSED);
    assertThat(admin.get(state)).bodyText().contains("1 client will not be drained");
    assertThat(admin.put(state, Map.of("state", "aborted"))).hasStatus(302);
    until(() -> !plans.find(plan.id()).orElseThrow().isOpen());
    assertThat(state(plan.id())).isEqualTo(RollingDrain.State.ABORTED);
    assertThat(recorded.actions()).contains("nomad.plan.paused", "nomad.plan.aborted");
  }

  private String token() {
    return MockBrowser.body(admin.get("/sessions"))
        .replaceFirst("(?s).*name=\"_csrf\" value=\"([^\"]+)\".*", "$1");
  }

  private RollingDrain.State state(UUID plan) {
    return plans.find(plan).orElseThrow().state();
  }

  private String of(String name, String below) {
    return "/nomad/clients/" + id(name) + below;
  }

  private String id(String name) {
    return world.clientId(name);
  }

  private boolean isSeen() {
    return List.of(SyncStatus.State.LIVE, SyncStatus.State.POLLING)
            .contains(cluster.syncStatus().state())
        && cluster
            .snapshot()
            .client(id(NomadFixtureData.DRAINING))
            .filter(c -> c.draining())
            .isPresent()
        && cluster
            .snapshot()
            .client(id(NomadFixtureData.DOWN))
            .filter(c -> c.status() == ClientStatus.DOWN)
            .isPresent()
        && TestInstallation.isApplied(cluster, world.index());
  }

  /** Runs the runner with each change in Nomad until the condition is true or fails. */
  private void until(BooleanSupplier reached) {
    for (int i = 0; i < 60 && !reached.getAsBoolean(); i++) {
      runner.advanceAll();
      cluster.awaitIndex(ResourceType.CLIENTS, world.index() + 1, Duration.ofMillis(200));
    }
    assertThat(reached.getAsBoolean()).isTrue();
  }
}
