package dev.signalbox.nomad.drains.plans;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.nomad.ClientStatus;
import dev.signalbox.nomad.NomadCluster;
import dev.signalbox.nomad.Trust;
import dev.signalbox.sandbox.Books;
import dev.signalbox.sandbox.Browser;
import dev.signalbox.sandbox.Browsers;
import dev.signalbox.sandbox.InstallationTest;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.TestInstallation;
import dev.signalbox.sandbox.nomad.NomadStory;
import dev.signalbox.sandbox.nomad.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Draining clients from the pages, one by one and in a plan. */
@InstallationTest
class DrainPagesTests {

  private final World world = TestInstallation.nomad().world();
  private final Browsers browsers;
  private final JdbcClient database;
  private final Books books;
  private final NomadCluster cluster;
  private final Plans plans;
  private final PlanClients planClients;
  private final PlanRunner runner;
  private Browser admin;

  @Autowired
  DrainPagesTests(
      Browsers browsers,
      JdbcClient database,
      NomadCluster cluster,
      Plans plans,
      PlanClients planClients,
      PlanRunner runner) {
    this.browsers = browsers;
    this.database = database;
    this.books = new Books(database);
    this.cluster = cluster;
    this.plans = plans;
    this.planClients = planClients;
    this.runner = runner;
    this.admin = browsers.open();
  }

  @BeforeEach
  void signInOnceTheClusterIsSeen() {
    admin = browsers.signedIn(Persona.ADMIN);
    until(this::isSeen);
  }

  @Test
  void saysWhatADrainWouldDoBeforeItDoes() {
    assertThat(admin.get(of(NomadStory.FULL, "/drain")))
        .hasStatusOk()
        .bodyText()
        .contains(
            "Drain " + NomadStory.FULL,
            "This client takes no new builds",
            "None: wait for every build (recommended)",
            "nomad node drain -enable -no-deadline -ignore-system -yes ");
  }

  @Test
  void saysAnewWhatAnotherDeadlineMeans() {
    assertThat(admin.fragment(of(NomadStory.FULL, "/drain?deadline=15m&reason=kernel")))
        .hasStatusOk()
        .bodyText()
        .contains(
            "would be killed at", "does not replace it", "-deadline 15m", "-m &#39;kernel&#39;")
        .doesNotContain("<main");
  }

  @Test
  void keepsWhatWasTypedAndSaysWhatIsMissing() {
    assertThat(
            admin.post(
                of(NomadStory.READY, "/drain"), Map.of("deadline", "custom", "custom", "soon")))
        .hasStatus(422)
        .bodyText()
        .contains("Say why;", "Write a length as 45m", "value=\"soon\"");
    assertThat(books.actions()).doesNotContain("nomad.client.drained");
  }

  @Test
  void drainsAndLetsInAgainAndWritesBothDown() {
    assertThat(
            admin.post(
                of(NomadStory.READY, "/drain"),
                Map.of("deadline", "1h", "reason", "kernel update")))
        .hasStatus(302)
        .hasHeader("Location", of(NomadStory.READY, ""));
    assertThat(books.event("nomad.client.drained").payload()).contains("kernel update", "1 h");
    until(() -> !cluster.view().client(id(NomadStory.READY)).orElseThrow().eligible());
    assertThat(admin.get(of(NomadStory.DRAINING, "/drain")))
        .bodyText()
        .contains("Does it take builds again?", "by nomad-autoscaler");

    assertThat(
            admin.send(
                HttpMethod.DELETE, of(NomadStory.DRAINING, "/drain"), Map.of("eligible", "true")))
        .hasStatus(302);
    assertThat(books.event("nomad.client.drain.cancelled").success()).isTrue();
    until(() -> cluster.view().client(id(NomadStory.DRAINING)).orElseThrow().takesBuilds());
  }

  @Test
  void changesADrainFromWhatItIs() {
    world.drain(NomadStory.READY, Duration.ofHours(2), Map.of("message", "disk"));
    until(() -> cluster.view().client(id(NomadStory.READY)).orElseThrow().draining());

    assertThat(admin.get(of(NomadStory.READY, "/drain")))
        .hasStatusOk()
        .bodyText()
        .contains("value=\"custom\" selected", "value=\"2h\"", "-deadline 120m");
    // what was chosen is what counts
    assertThat(admin.fragment(of(NomadStory.READY, "/drain?deadline=none")))
        .bodyText()
        .contains("-no-deadline");
  }

  @Test
  void saysWhatTheDeadlineOfAPlanMeans() {
    Map<String, String> plan =
        Map.of("client", id(NomadStory.FULL), "atOnce", "1", "keepReady", "2", "deadline", "15m");

    assertThat(
            admin.send(
                HttpMethod.POST,
                "/nomad/plans?look=true",
                request -> {
                  plan.forEach(request::param);
                  return request.header("HX-Request", "true").param("_csrf", token());
                }))
        .hasStatusOk()
        .bodyText()
        .contains("would be killed at", "does not replace it", id(NomadStory.FULL))
        .doesNotContain("<main");
    assertThat(admin.post("/nomad/plans?look=true", plan))
        .hasStatusOk()
        .bodyText()
        .contains("<main", "would be killed at");
    assertThat(
            admin.post(
                "/nomad/plans?look=true",
                Map.of("client", id(NomadStory.FULL), "deadline", "custom", "custom", "soon")))
        .bodyText()
        .contains("Write a length as 45m", "value=\"soon\"")
        .doesNotContain("Say why;");
    assertThat(plans.recent(1)).isEmpty();
  }

  @Test
  void letsNoClientInThatIsReleased() {
    database
        .sql(
            """
            insert into client_release (id, client_id, name, instance, state, reason, purge,
              actor_type, actor_id, operation, requested_at, state_since, heartbeat_at)
            values (:id, :client, 'x', '', 'ABANDONED', 'scaling down', false,
              'user', '7', :id, now(), now(), now())
            """)
        .param("id", UUID.randomUUID())
        .param("client", id(NomadStory.PARKED))
        .update();

    assertThat(admin.get(of(NomadStory.PARKED, "/eligibility")))
        .bodyText()
        .contains("this is refused until the release is cancelled");
    assertThat(
            admin.put(
                of(NomadStory.PARKED, "/eligibility"),
                Map.of("eligible", "true", "reason", "disk replaced")))
        .hasStatus(302);
    assertThat(admin.get(of(NomadStory.PARKED, ""))).bodyText().contains("Cancel the release");
    assertThat(books.actions()).doesNotContain("nomad.client.eligibility.changed");
  }

  @Test
  void tellsThatAClientCameBackBeforeItWasPurged() {
    world.comeBack(NomadStory.DOWN);

    assertThat(
            admin.send(
                HttpMethod.DELETE,
                of(NomadStory.DOWN, ""),
                Map.of("typed", NomadStory.DOWN, "reason", "scrapped")))
        .hasStatus(409)
        .bodyText()
        .contains("is not down: it would register again", "This client lives");
    assertThat(books.event("nomad.client.purged").success()).isFalse();
    assertThat(books.event("nomad.client.purged").payload()).contains("It is not down.");
  }

  @Test
  void stopsNothingAtOnceWithoutTheName() {
    assertThat(
            admin.post(
                of(NomadStory.FULL, "/drain"), Map.of("deadline", "now", "reason", "on fire")))
        .hasStatus(422)
        .bodyText()
        .contains("are killed at once", "Type " + NomadStory.FULL);
  }

  @Test
  void letsAParkedClientInAndPurgesOnlyOneThatIsDown() {
    assertThat(
            admin.put(
                of(NomadStory.PARKED, "/eligibility"),
                Map.of("eligible", "true", "reason", "disk replaced")))
        .hasStatus(302);
    assertThat(books.event("nomad.client.eligibility.changed").payload()).contains("disk replaced");
    assertThat(admin.get(of(NomadStory.READY, "/purge"))).bodyText().contains("This client lives");
    Map<String, String> purge = Map.of("typed", NomadStory.DOWN, "reason", "scrapped");
    assertThat(
            admin.send(
                HttpMethod.DELETE,
                of(NomadStory.DOWN, ""),
                Map.of("typed", "x", "reason", "scrapped")))
        .hasStatus(422);
    assertThat(admin.send(HttpMethod.DELETE, of(NomadStory.DOWN, ""), purge))
        .hasStatus(302)
        .hasHeader("Location", "/nomad/clients");
    assertThat(books.event("nomad.client.purged").success()).isTrue();
  }

  @Test
  void rollsThroughClientsAndLetsEachInAgain() {
    String client = NomadStory.NEW;
    assertThat(admin.get("/nomad/plans/new?client=" + client + "&client=" + NomadStory.DOWN))
        .hasStatusOk()
        .bodyText()
        .contains("1 client is drained", client, "It is down.");
    assertThat(
            admin.post(
                "/nomad/plans",
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
    DrainPlan plan = plans.recent(1).getFirst();
    assertThat(admin.get("/nomad/plans/" + plan.id()))
        .bodyText()
        .contains("new image", "0 of 1 done", client);

    until(() -> planClients.of(plan.id()).getFirst().state() == PlanClient.State.DRAINING);
    world.runningOn(client).forEach(build -> world.finish(build, 0));
    until(() -> state(plan.id()) == DrainPlan.State.FINISHED);

    assertThat(planClients.of(plan.id()))
        .extracting(PlanClient::state)
        .containsExactly(PlanClient.State.DONE);
    assertThat(books.actions())
        .contains("nomad.plan.created", "nomad.client.drained", "nomad.plan.finished");
    assertThat(admin.fragment("/nomad/plans")).bodyText().contains("1 of 1 done");
  }

  @Test
  void pausesAndAbortsAPlan() {
    assertThat(
            admin.post(
                "/nomad/plans",
                Map.of(
                    "client",
                    id(NomadStory.FULL),
                    "atOnce",
                    "1",
                    "keepReady",
                    "1000",
                    "reason",
                    "new image")))
        .hasStatus(302);
    DrainPlan plan = plans.recent(1).getFirst();
    runner.advance(plan);
    assertThat(plans.find(plan.id()).orElseThrow().waits()).contains("1000 have to stay");
    String state = "/nomad/plans/" + plan.id() + "/state";

    assertThat(admin.put(state, Map.of("state", "paused"))).hasStatus(302);
    assertThat(state(plan.id())).isEqualTo(DrainPlan.State.PAUSED);
    assertThat(admin.get(state)).bodyText().contains("1 client is left as it is");
    assertThat(admin.put(state, Map.of("state", "aborted"))).hasStatus(302);
    until(() -> !plans.find(plan.id()).orElseThrow().open());
    assertThat(state(plan.id())).isEqualTo(DrainPlan.State.ABORTED);
    assertThat(books.actions()).contains("nomad.plan.paused", "nomad.plan.aborted");
  }

  private String token() {
    return Browser.body(admin.get("/sessions"))
        .replaceFirst("(?s).*name=\"_csrf\" value=\"([^\"]+)\".*", "$1");
  }

  private DrainPlan.State state(UUID plan) {
    return plans.find(plan).orElseThrow().state();
  }

  private String of(String name, String below) {
    return "/nomad/clients/" + id(name) + below;
  }

  private String id(String name) {
    return world.clientId(name);
  }

  private boolean isSeen() {
    return List.of(Trust.State.LIVE, Trust.State.POLLING).contains(cluster.trust().state())
        && cluster.view().client(id(NomadStory.DRAINING)).filter(c -> c.draining()).isPresent()
        && cluster
            .view()
            .client(id(NomadStory.DOWN))
            .filter(c -> c.status() == ClientStatus.DOWN)
            .isPresent()
        && cluster.awaits(world.index(), Duration.ofMillis(200));
  }

  /** Goes on by what happens at Nomad, not by the clock; gives up after a while. */
  private void until(BooleanSupplier reached) {
    for (int i = 0; i < 60 && !reached.getAsBoolean(); i++) {
      runner.work();
      cluster.awaits(world.index() + 1, Duration.ofMillis(200));
    }
    assertThat(reached.getAsBoolean()).isTrue();
  }
}
