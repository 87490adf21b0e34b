package dev.signalbox.nomad.drains.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.nomad.NomadCluster;
import dev.signalbox.nomad.Trust;
import dev.signalbox.nomad.drains.Readiness;
import dev.signalbox.nomad.queue.WaitingReason;
import dev.signalbox.nomad.queue.WaitingReasons;
import dev.signalbox.sandbox.Books;
import dev.signalbox.sandbox.Browser;
import dev.signalbox.sandbox.Browsers;
import dev.signalbox.sandbox.InstallationTest;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.Script;
import dev.signalbox.sandbox.TestInstallation;
import dev.signalbox.sandbox.nomad.NomadStory;
import dev.signalbox.sandbox.nomad.NomadWeather.Kind;
import dev.signalbox.sandbox.nomad.World;
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

/** What a lifecycle hook asks. */
@InstallationTest
class ReleaseApiTests {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String NOBODY = "00000000-0000-0000-0000-000000000000";
  private static final String WHY = "{\"reason\": \"scaling down\"}";
  private static final String ANYWAY =
      "{\"reason\": \"scaling down\", \"override\": \"night\", \"purge\": true}";

  private final World world = TestInstallation.nomad().world();
  private final Browsers browsers;
  private final MockMvcTester console;
  private final Books books;
  private final NomadCluster cluster;
  private final Releases releases;
  private final WaitingReasons reasons;
  private final ReleaseRunner runner;
  private Script hook;

  @Autowired
  ReleaseApiTests(
      Browsers browsers,
      MockMvcTester console,
      JdbcClient database,
      NomadCluster cluster,
      Releases releases,
      WaitingReasons reasons,
      ReleaseRunner runner) {
    this.browsers = browsers;
    this.console = console;
    this.books = new Books(database);
    this.cluster = cluster;
    this.releases = releases;
    this.reasons = reasons;
    this.runner = runner;
    this.hook = new Script(console, "");
  }

  @BeforeEach
  void makeATokenOnceTheClusterIsSeen() {
    TestInstallation.isFollowedBy(cluster);
    hook = new Script(console, Script.newToken(browsers.signedIn(Persona.ADMIN), "read,write"));
    until(
        () ->
            List.of(Trust.State.LIVE, Trust.State.POLLING).contains(cluster.trust().state())
                && cluster
                    .view()
                    .client(id(NomadStory.DRAINING))
                    .filter(c -> c.draining())
                    .isPresent()
                && cluster.view().clients().stream().noneMatch(c -> c.attributes().isEmpty()));
  }

  @Test
  void saysNoWhileBuildsRunAndWhich() {
    Map<String, Object> answer = answer(hook.get(url(NomadStory.DRAINING, "terminable")));

    assertThat(answer)
        .containsEntry("terminable", false)
        .containsEntry("state", "draining")
        .containsEntry("live", true)
        .containsEntry("name", NomadStory.DRAINING);
    assertThat((List<?>) answer.get("left")).hasSize(2);
  }

  @Test
  void findsAMachineByWhatItsCloudCallsIt() {
    String instance =
        String.valueOf(answer(hook.get(url(NomadStory.READY, "terminable"))).get("instance"));

    assertThat(answer(hook.get(url(instance, "terminable"))))
        .containsEntry("id", id(NomadStory.READY))
        .containsEntry("reason", "It takes new builds. Drain it first.");
  }

  @Test
  void saysThatAMachineIsGoneOnlyWhereThatIsSure() {
    assertThat(answer(hook.get(url("i-00000000000000000", "terminable"))))
        .containsEntry("terminable", true)
        .containsEntry("state", "gone");
    assertThat(hook.get(url("nomad-client-7f2b", "terminable"))).hasStatus(503);

    world.addClient("bare", 4000, 8192);
    until(
        () -> cluster.view().client(id("bare")).filter(c -> !c.attributes().isEmpty()).isPresent());

    assertThat(hook.get(url("i-00000000000000000", "terminable")))
        .hasStatus(503)
        .bodyText()
        .contains("not-known", "it may be i-00000000000000000: bare.");
    assertThat(hook.post(url("i-00000000000000000", "release"), WHY)).hasStatus(503);
    assertThat(answer(hook.get(url(NOBODY, "terminable")))).containsEntry("state", "gone");

    TestInstallation.nomad().weather().turn(Kind.DOWN);
    until(() -> !Readiness.holds(cluster.trust()));

    assertThat(hook.get(url("i-00000000000000000", "terminable")))
        .hasStatus(503)
        .bodyText()
        .contains("not-known");
    // a no may be old
    assertThat(answer(hook.get(url(NomadStory.DRAINING, "terminable"))))
        .containsEntry("terminable", false)
        .containsEntry("live", false);
  }

  @Test
  void sparesNoClientWhileJobsWait() {
    assertThat(hook.post(url(NomadStory.READY, "release"), WHY))
        .hasStatus(409)
        .bodyText()
        .contains("cannot-be-spared", "for room");
    assertThat(releases.recent(1)).isEmpty();
  }

  @Test
  void sparesAClientWhileOnlySuchJobsWaitAsItCouldNotHelp() {
    world.stopJob(NomadStory.WAITS_FOR_ROOM, true);
    until(
        () ->
            reasons.all().stream()
                .noneMatch(one -> one.reason() instanceof WaitingReason.WaitsForRoom));
    assertThat(reasons.all()).isNotEmpty();

    assertThat(hook.post(url(NomadStory.READY, "release"), WHY)).hasStatusOk();
  }

  @Test
  void drainsWaitsReportsAndPurges() {
    assertThat(answer(hook.post(url(NomadStory.READY, "release"), ANYWAY)))
        .containsEntry("state", "REQUESTED");
    assertThat(answer(hook.post(url(NomadStory.READY, "release"), WHY)))
        .containsEntry("reason", "scaling down");
    assertThat(releases.recent(5)).hasSize(1);

    until(() -> Set.of("DRAINING", "STOPPING", "SAFE").contains(state(NomadStory.READY)));
    world.runningOn(NomadStory.READY).forEach(build -> world.finish(build, 0));
    until(() -> state(NomadStory.READY).equals("SAFE"));
    assertThat(answer(hook.get(url(NomadStory.READY, "terminable"))))
        .containsEntry("terminable", true)
        .containsEntry("state", "drained");

    world.goDown(NomadStory.READY);
    until(() -> state(NomadStory.READY).equals("PURGED"));
    assertThat(books.event("nomad.client.release.requested").payload()).contains("night");
    assertThat(books.actions()).contains("nomad.client.drained", "nomad.client.purged");
    assertThat(books.event("nomad.client.released").success()).isTrue();
  }

  @Test
  void cancelsOnceAndListsWhatThereWas() {
    hook.post(url(NomadStory.READY, "release"), ANYWAY);

    assertThat(answer(hook.delete(url(NomadStory.READY, "release"))))
        .containsEntry("state", "CANCELLED");
    assertThat(hook.delete(url(NomadStory.READY, "release"))).hasStatus(409);
    assertThat(browsers.signedIn(Persona.VIEWER).get("/nomad/releases"))
        .hasStatusOk()
        .bodyText()
        .contains(NomadStory.READY, "Cancelled", "let pass: night");
  }

  private String state(String name) {
    return releases.latestBy(name).map(release -> release.state().name()).orElse("");
  }

  private String id(String name) {
    return world.clientId(name);
  }

  private static String url(String name, String what) {
    return "/api/v1/nomad/clients/" + name + "/" + what;
  }

  private static Map<String, Object> answer(MvcTestResult result) {
    assertThat(result).hasStatusOk();
    return JSON.readValue(Browser.body(result), new TypeReference<>() {});
  }

  /** Goes on by what happens at Nomad, not by the clock; gives up after a while. */
  private void until(BooleanSupplier reached) {
    for (int i = 0; i < 40 && !reached.getAsBoolean(); i++) {
      runner.work();
      cluster.awaits(world.index() + 1, Duration.ofMillis(200));
    }
    assertThat(reached.getAsBoolean()).isTrue();
  }
}
