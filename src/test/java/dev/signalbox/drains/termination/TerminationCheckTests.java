package dev.signalbox.drains.termination;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.nomad.SyncStatus;
import dev.signalbox.nomad.TerminationSafety;
import dev.signalbox.nomad.http.NomadAdapters;
import dev.signalbox.sandbox.github.AdjustableClock;
import dev.signalbox.sandbox.nomad.FakeNomad;
import dev.signalbox.sandbox.nomad.NomadFaults.Kind;
import dev.signalbox.sandbox.nomad.NomadVersionProfile;
import dev.signalbox.sandbox.nomad.SimulatedCluster;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Decisions when the snapshot contains no builds and Nomad has to be asked. */
@Tag("integration")
class TerminationCheckTests {

  private final AdjustableClock clock = new AdjustableClock();
  private final FakeNomad nomad = FakeNomad.start(NomadVersionProfile.V1_7_7, 0, clock);
  private final SimulatedCluster world = nomad.cluster();
  private final NomadAdapters fixture = NomadAdapters.at(nomad.address());
  private final SelectedClientsCluster cluster = new SelectedClientsCluster(fixture.queries());
  private final TerminationCheck termination =
      new TerminationCheck(cluster, fixture.queries(), clock);
  private String build = "";

  @BeforeEach
  void runABuild() {
    world.addClient("a", 4000, 8192);
    world.setAttribute("a", "unique.platform.aws.instance-id", "i-0aa0aa0aa");
    world.runOnClient("a", "b", 100, 100);
    build = world.allocationOf("b");
  }

  @AfterEach
  void close() {
    fixture.close();
    nomad.close();
  }

  @Test
  void asksNomadForBuildsThatTheSnapshotDoesNotContain() {
    // Nomad completes the drain at its deadline, while builds are still stopping
    world.drain("a", Duration.ofMinutes(1), Map.of());
    clock.advance(Duration.ofMinutes(1));
    world.tick();
    cluster.load(world.clientId("a"));
    assertThat(cluster.snapshot().buildsOn(world.clientId("a"))).isEmpty();

    TerminationDecision verdict = termination.decide("i-0aa0aa0aa");

    assertThat(verdict).isInstanceOf(TerminationDecision.Decided.class);
    assertThat(((TerminationDecision.Decided) verdict).safe())
        .isInstanceOfSatisfying(
            TerminationSafety.Unsafe.class, no -> assertThat(no.left()).hasSize(1));
  }

  @Test
  void isSafeOnceNomadHasNoRunningBuilds() {
    world.drain("a", null, Map.of());
    world.finish(build, 0);
    cluster.load(world.clientId("a"));

    assertThat(termination.decide("a"))
        .isInstanceOfSatisfying(
            TerminationDecision.Decided.class,
            said -> assertThat(said.safe()).isInstanceOf(TerminationSafety.Safe.class));
    assertThat(nomad.countRequests("/v1/node/" + world.clientId("a") + "/allocations"))
        .isEqualTo(1);

    nomad.faults().set(Kind.DENYING);

    assertThat(termination.decide("a")).isInstanceOf(TerminationDecision.Unknown.class);
  }

  @Test
  void isNotSureThatAnInstanceIsGoneWhileNomadIsPolled() {
    cluster.load(world.clientId("a"));
    assertThat(termination.decide("i-0bb0bb0bb")).isInstanceOf(TerminationDecision.Decided.class);

    cluster.setState(SyncStatus.State.POLLING);

    assertThat(termination.decide("i-0bb0bb0bb")).isInstanceOf(TerminationDecision.Unknown.class);
    assertThat(termination.decide("00000000-0000-0000-0000-000000000000"))
        .isInstanceOf(TerminationDecision.Decided.class);
  }

  @Test
  void isNotSureThatAnInstanceIsGoneWhoseClientWasRemoved() {
    String id = world.clientId("a");
    cluster.load(id);
    world.purge("a");

    assertThat(termination.decide("i-0aa0aa0aa")).isInstanceOf(TerminationDecision.Unknown.class);
    assertThat(termination.decide(id)).isInstanceOf(TerminationDecision.Decided.class);
  }
}
