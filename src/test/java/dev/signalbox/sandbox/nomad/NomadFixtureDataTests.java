package dev.signalbox.sandbox.nomad;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.github.AdjustableClock;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("integration")
class NomadFixtureDataTests {

  private final AdjustableClock clock = new AdjustableClock();
  private final SimulatedCluster cluster = new SimulatedCluster(NomadVersionProfile.V1_11_3, clock);

  @Test
  void loadsSixtyOneRunningAndThreeWaitingBuilds() {
    NomadFixtureData.load(cluster);

    assertThat(cluster.state.nodes).hasSize(15);
    assertThat(cluster.state.allocs.values().stream().filter(a -> a.status.equals("running")))
        .hasSize(61);
    assertThat(cluster.state.evals.values().stream().filter(e -> e.status.equals("blocked")))
        .extracting(eval -> eval.job.id())
        .containsExactlyInAnyOrder(
            NomadFixtureData.TOO_LARGE,
            NomadFixtureData.UNMET_CONSTRAINT,
            NomadFixtureData.WAITS_FOR_CAPACITY);
    assertThat(cluster.runningOn(NomadFixtureData.DRAINING)).hasSize(2);
    assertThat(cluster.runningOn(NomadFixtureData.FULL)).hasSize(9);
    assertThat(cluster.statusOf(NomadFixtureData.FAILED)).isEqualTo("dead");
    assertThat(cluster.node(NomadFixtureData.DOWN).status).isEqualTo("down");
  }

  @Test
  void reloadRestoresTheSameDataWithHigherIndexes() {
    NomadFixtureData.load(cluster);
    String client = cluster.clientId(NomadFixtureData.FULL);
    String build = cluster.allocationOf(NomadFixtureData.RUNNING);
    long index = cluster.index();
    cluster.finish(build, 0);
    NomadFixtureData.load(cluster);

    assertThat(cluster.clientId(NomadFixtureData.FULL)).isEqualTo(client);
    assertThat(cluster.allocationOf(NomadFixtureData.RUNNING)).isEqualTo(build);
    assertThat(cluster.clientStatus(build)).isEqualTo("running");
    assertThat(cluster.index()).isGreaterThan(index);
  }

  @Test
  void simulatedActivityKeepsTheNumberOfJobsBounded() {
    NomadFixtureData.load(cluster);
    BuildActivitySimulator.start(cluster, 1);
    for (int i = 0; i < 120; i++) {
      clock.advance(Duration.ofMinutes(1));
      cluster.tick();
    }

    assertThat(cluster.state.jobs.values().stream().filter(job -> job.status.equals("running")))
        .hasSizeBetween(25, 110);
    assertThat(cluster.state.allocs.values().stream().filter(a -> a.status.equals("failed")))
        .hasSizeGreaterThan(5);
    assertThat(cluster.state.jobs).hasSizeLessThan(450);
  }

  @Test
  void fillsALargeClusterAndAppliesEvents() {
    LargeCluster large = LargeCluster.fill(cluster, 610, 2000, 5000);
    long index = cluster.index();
    for (int i = 0; i < 20; i++) {
      large.applyNextEvent();
    }

    assertThat(cluster.state.nodes).hasSize(610);
    assertThat(cluster.state.allocs.size()).isBetween(2000, 2010);
    assertThat(cluster.state.jobs.values().stream().filter(job -> job.status.equals("pending")))
        .hasSize(300);
    assertThat(cluster.index()).isGreaterThan(index + 19);
  }
}
