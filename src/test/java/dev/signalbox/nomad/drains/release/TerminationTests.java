package dev.signalbox.nomad.drains.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.nomad.SafeToTerminate;
import dev.signalbox.nomad.Trust;
import dev.signalbox.nomad.wire.NomadFixture;
import dev.signalbox.sandbox.github.HandClock;
import dev.signalbox.sandbox.nomad.FakeNomad;
import dev.signalbox.sandbox.nomad.NomadWeather.Kind;
import dev.signalbox.sandbox.nomad.Profile;
import dev.signalbox.sandbox.nomad.World;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The verdict by what Nomad says, where the console's own picture shows no builds. */
class TerminationTests {

  private final HandClock clock = new HandClock();
  private final FakeNomad nomad = FakeNomad.start(Profile.V1_7_7, 0, clock);
  private final World world = nomad.world();
  private final NomadFixture fixture = NomadFixture.at(nomad.address());
  private final SeenCluster cluster = new SeenCluster(fixture.details());
  private final Termination termination = new Termination(cluster, fixture.details(), clock);
  private String build = "";

  @BeforeEach
  void runABuild() {
    world.addClient("a", 4000, 8192);
    world.setAttribute("a", "unique.platform.aws.instance-id", "i-0aa0aa0aa");
    world.runOn("a", "b", 100, 100);
    build = world.allocationOf("b");
  }

  @AfterEach
  void close() {
    fixture.close();
    nomad.close();
  }

  @Test
  void asksNomadForBuildsThatTheViewDoesNotShow() {
    // the drain is over as soon as its deadline comes; what runs is stopped meanwhile
    world.drain("a", Duration.ofMinutes(1), Map.of());
    clock.advance(Duration.ofMinutes(1));
    world.tick();
    cluster.look(world.clientId("a"));
    assertThat(cluster.view().buildsOn(world.clientId("a"))).isEmpty();

    Verdict verdict = termination.verdict("i-0aa0aa0aa");

    assertThat(verdict).isInstanceOf(Verdict.Said.class);
    assertThat(((Verdict.Said) verdict).safe())
        .isInstanceOfSatisfying(SafeToTerminate.No.class, no -> assertThat(no.left()).hasSize(1));
  }

  @Test
  void saysYesOnceNomadSaysThatNothingRuns() {
    world.drain("a", null, Map.of());
    world.finish(build, 0);
    cluster.look(world.clientId("a"));

    assertThat(termination.verdict("a"))
        .isInstanceOfSatisfying(
            Verdict.Said.class,
            said -> assertThat(said.safe()).isInstanceOf(SafeToTerminate.Yes.class));
    assertThat(nomad.requests("/v1/node/" + world.clientId("a") + "/allocations")).isEqualTo(1);

    nomad.weather().turn(Kind.REFUSING);

    assertThat(termination.verdict("a")).isInstanceOf(Verdict.Unknown.class);
  }

  @Test
  void isNotSureThatACloudsMachineIsGoneWhileListsArePolled() {
    cluster.look(world.clientId("a"));
    assertThat(termination.verdict("i-0bb0bb0bb")).isInstanceOf(Verdict.Said.class);

    cluster.become(Trust.State.POLLING);

    assertThat(termination.verdict("i-0bb0bb0bb")).isInstanceOf(Verdict.Unknown.class);
    assertThat(termination.verdict("00000000-0000-0000-0000-000000000000"))
        .isInstanceOf(Verdict.Said.class);
  }

  @Test
  void doesNotTakeAForgottenClientForAMachineThatIsGone() {
    String id = world.clientId("a");
    cluster.look(id);
    world.forget("a");

    assertThat(termination.verdict("i-0aa0aa0aa")).isInstanceOf(Verdict.Unknown.class);
    assertThat(termination.verdict(id)).isInstanceOf(Verdict.Said.class);
  }
}
