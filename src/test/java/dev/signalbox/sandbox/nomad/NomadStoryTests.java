package dev.signalbox.sandbox.nomad;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.github.HandClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class NomadStoryTests {

  private final HandClock clock = new HandClock();
  private final World world = new World(Profile.V1_11_3, clock);

  @Test
  void storyBeginsWithSixtyOneRunningAndThreeWaiting() {
    NomadStory.tell(world);

    assertThat(world.state.nodes).hasSize(15);
    assertThat(world.state.allocs.values().stream().filter(a -> a.status.equals("running")))
        .hasSize(61);
    assertThat(world.state.evals.values().stream().filter(e -> e.status.equals("blocked")))
        .extracting(eval -> eval.job.id())
        .containsExactlyInAnyOrder(
            NomadStory.NEVER_FITS, NomadStory.UNMET, NomadStory.WAITS_FOR_ROOM);
    assertThat(world.runningOn(NomadStory.DRAINING)).hasSize(2);
    assertThat(world.runningOn(NomadStory.FULL)).hasSize(9);
    assertThat(world.statusOf(NomadStory.FAILED)).isEqualTo("dead");
    assertThat(world.node(NomadStory.DOWN).status).isEqualTo("down");
  }

  @Test
  void storyIsTheSameAgainWithNewerIndexes() {
    NomadStory.tell(world);
    String client = world.clientId(NomadStory.FULL);
    String build = world.allocationOf(NomadStory.RUNNING);
    long index = world.index();
    world.finish(build, 0);
    NomadStory.tell(world);

    assertThat(world.clientId(NomadStory.FULL)).isEqualTo(client);
    assertThat(world.allocationOf(NomadStory.RUNNING)).isEqualTo(build);
    assertThat(world.clientStatus(build)).isEqualTo("running");
    assertThat(world.index()).isGreaterThan(index);
  }

  @Test
  void lifeGoesOnForHoursWithoutFillingUp() {
    NomadStory.tell(world);
    Life.begin(world, 1);
    for (int i = 0; i < 120; i++) {
      clock.advance(Duration.ofMinutes(1));
      world.tick();
    }

    assertThat(world.state.jobs.values().stream().filter(job -> job.status.equals("running")))
        .hasSizeBetween(25, 110);
    assertThat(world.state.allocs.values().stream().filter(a -> a.status.equals("failed")))
        .hasSizeGreaterThan(5);
    assertThat(world.state.jobs).hasSizeLessThan(450);
  }

  @Test
  void crowdIsMadeQuicklyAndThingsHappenToIt() {
    CrowdedCluster crowd = CrowdedCluster.fill(world, 610, 2000, 5000);
    long index = world.index();
    for (int i = 0; i < 20; i++) {
      crowd.happen();
    }

    assertThat(world.state.nodes).hasSize(610);
    assertThat(world.state.allocs.size()).isBetween(2000, 2010);
    assertThat(world.state.jobs.values().stream().filter(job -> job.status.equals("pending")))
        .hasSize(300);
    assertThat(world.index()).isGreaterThan(index + 19);
  }
}
