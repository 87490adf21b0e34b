package dev.signalbox.queue;

import static dev.signalbox.nomad.SnapshotBuilder.NOW;
import static dev.signalbox.nomad.SnapshotBuilder.client;
import static dev.signalbox.queue.WaitingJobBuilder.queuedJob;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.Resources;
import dev.signalbox.nomad.SnapshotBuilder;
import dev.signalbox.queue.WaitingReason.BackOff;
import dev.signalbox.queue.WaitingReason.ConstraintsFilterAll;
import dev.signalbox.queue.WaitingReason.ExcludingConstraint;
import dev.signalbox.queue.WaitingReason.FitsOnlyIneligible;
import dev.signalbox.queue.WaitingReason.NoEligibleClient;
import dev.signalbox.queue.WaitingReason.NoFreeCapacity;
import dev.signalbox.queue.WaitingReason.NotEvaluated;
import dev.signalbox.queue.WaitingReason.QuotaReached;
import dev.signalbox.queue.WaitingReason.Starting;
import dev.signalbox.queue.WaitingReason.TooLarge;
import dev.signalbox.queue.WaitingReason.Unexplained;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WaitingReasonTests {

  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final Resources SMALL = new Resources(2_000, 4_096, 300);
  private static final Resources LARGE = new Resources(2_000, 96 * 1024, 300);
  private static final Resources CLIENT = new Resources(32_000, 61 * 1024, 100_000);

  @Test
  void reportsAScopeWithoutEligibleClients() {
    ClusterSnapshot snapshot =
        queuedJob("a")
            .noClient()
            .in("eu")
            .addTo(SnapshotBuilder.cluster().with(client("n1")))
            .snapshot();

    assertThat(reason(snapshot)).isInstanceOf(NoEligibleClient.class);
    assertThat(sentence(snapshot)).isEqualTo("No eligible client in datacenter eu.");
  }

  @Test
  void suggestsAnIneligibleClient() {
    ClusterSnapshot snapshot =
        queuedJob("a")
            .noClient()
            .addTo(SnapshotBuilder.cluster().with(client("n1").ineligible()))
            .snapshot();

    assertThat(sentence(snapshot)).contains("n1 would fit but is ineligible.");
    assertThat(WaitingReasonText.of(reason(snapshot), CLOCK).advice())
        .isEqualTo("Mark n1 eligible");
  }

  @Test
  void listsTheConstraintsThatExcludeMostClients() {
    ClusterSnapshot snapshot =
        queuedJob("a")
            .filteredByConstraints(
                7, Map.of("${attr.kernel.name} = windows", 5, "missing drivers", 2))
            .addTo(SnapshotBuilder.cluster().with(client("n1")))
            .snapshot();

    assertThat(reason(snapshot))
        .isEqualTo(
            new ConstraintsFilterAll(
                7,
                List.of(
                    new ExcludingConstraint("${attr.kernel.name} = windows", 5),
                    new ExcludingConstraint("missing drivers", 2))));
    assertThat(sentence(snapshot))
        .isEqualTo(
            "Constraints exclude all 7 clients: ${attr.kernel.name} = windows (5), a missing driver"
                + " (2).");
  }

  @Test
  void namesTheOnlyConstraint() {
    assertThat(
            WaitingReasonText.of(
                    new ConstraintsFilterAll(
                        12, List.of(new ExcludingConstraint("${attr.arch} = arm64", 12))),
                    CLOCK)
                .sentence())
        .isEqualTo("Constraint ${attr.arch} = arm64 excludes all 12 clients.");
    assertThat(
            WaitingReasonText.of(
                    new ConstraintsFilterAll(
                        1, List.of(new ExcludingConstraint("missing drivers", 1))),
                    CLOCK)
                .sentence())
        .isEqualTo("A missing driver excludes the only client.");
  }

  @Test
  void reportsAJobThatIsLargerThanEveryClient() {
    ClusterSnapshot snapshot =
        queuedJob("a")
            .exhausted("memory", 1, LARGE)
            .addTo(SnapshotBuilder.cluster().with(client("n1").resources(CLIENT)))
            .snapshot();

    assertThat(reason(snapshot)).isEqualTo(new TooLarge(LARGE, CLIENT, null));
    assertThat(sentence(snapshot)).isEqualTo("Needs 96 GiB memory; the largest client has 61 GiB.");
  }

  @Test
  void suggestsTheSmallestSufficientInstanceType() {
    ClusterSnapshot snapshot =
        queuedJob("a")
            .exhausted("memory", 1, LARGE)
            .addTo(
                SnapshotBuilder.cluster()
                    .with(
                        client("n1")
                            .resources(CLIENT)
                            .attribute("platform.aws.instance-type", "m5.4xlarge")))
            .snapshot();

    assertThat(WaitingReasonText.of(reason(snapshot), CLOCK).advice())
        .isEqualTo(
            "Add a client of type m5.8xlarge or larger, or choose a smaller resource class.");
  }

  @Test
  void prefersAnInstanceTypeThatIsInUse() {
    ClusterSnapshot snapshot =
        queuedJob("a")
            .exhausted("memory", 1, LARGE)
            .addTo(
                SnapshotBuilder.cluster()
                    .with(
                        client("n1")
                            .resources(CLIENT)
                            .attribute("platform.aws.instance-type", "m5.4xlarge"))
                    .with(
                        client("n2")
                            .in("eu")
                            .resources(new Resources(16_000, 100 * 1024, 1))
                            .attribute("platform.aws.instance-type", "r6i.4xlarge")))
            .snapshot();

    assertThat(reason(snapshot)).isEqualTo(new TooLarge(LARGE, CLIENT, "r6i.4xlarge"));
  }

  @Test
  void reportsThatNoClientHasBothCpuAndMemory() {
    Resources both = new Resources(20_000, 60_000, 0);
    ClusterSnapshot snapshot =
        queuedJob("a")
            .exhausted("memory", 2, both)
            .addTo(
                SnapshotBuilder.cluster()
                    .with(client("n1").resources(new Resources(30_000, 10_000, 0)))
                    .with(client("n2").resources(new Resources(10_000, 90_000, 0))))
            .snapshot();

    assertThat(sentence(snapshot)).contains("no single client has both");
  }

  @Test
  void ignoresSizesThatAreNotKnownYet() {
    ClusterSnapshot snapshot =
        queuedJob("a")
            .exhausted("memory", 1, LARGE)
            .addTo(SnapshotBuilder.cluster().with(client("n1").resources(Resources.NONE)))
            .snapshot();

    assertThat(reason(snapshot)).isInstanceOf(NoFreeCapacity.class);
  }

  @Test
  void reportsThatOnlyADrainingClientIsLargeEnough() {
    ClusterSnapshot snapshot =
        queuedJob("a")
            .exhausted("memory", 1, LARGE)
            .addTo(
                SnapshotBuilder.cluster()
                    .with(client("n1").resources(CLIENT))
                    .with(client("big").draining(null, Map.of())))
            .snapshot();

    assertThat(reason(snapshot)).isInstanceOf(FitsOnlyIneligible.class);
    assertThat(sentence(snapshot)).contains("only big is large enough, but it is draining.");
  }

  @Test
  void countsJobsAheadAndFullClients() {
    ClusterSnapshot snapshot =
        queuedJob("a")
            .exhausted("memory", 12, SMALL)
            .addTo(SnapshotBuilder.cluster().with(client("n1").resources(CLIENT)))
            .snapshot();

    assertThat(WaitingReason.of(waiting(snapshot), 4, snapshot, NOW))
        .isEqualTo(new NoFreeCapacity(List.of("memory"), 12, 0, 4, null));
    assertThat(
            WaitingReasonText.of(WaitingReason.of(waiting(snapshot), 4, snapshot, NOW), CLOCK)
                .sentence())
        .isEqualTo("4 ahead. 12 clients are full.");
  }

  @Test
  void countsClientsExcludedByConstraints() {
    ClusterSnapshot snapshot =
        queuedJob("a")
            .failure(
                9,
                8,
                Map.of("default", 9),
                1,
                Map.of("missing drivers", 8),
                Map.of("memory", 1),
                SMALL)
            .addTo(SnapshotBuilder.cluster().with(client("n1").resources(CLIENT)))
            .snapshot();

    assertThat(sentence(snapshot))
        .isEqualTo("Next in line. 1 client is full; constraints exclude 8 more.");
  }

  @Test
  void reportsADiskThatIsLargerThanEveryClient() {
    Resources asked = new Resources(2_000, 4_096, 200 * 1024);
    ClusterSnapshot snapshot =
        queuedJob("a")
            .exhausted("disk", 1, asked)
            .addTo(SnapshotBuilder.cluster().with(client("n1").resources(CLIENT)))
            .snapshot();

    assertThat(reason(snapshot)).isEqualTo(new TooLarge(asked, CLIENT, null));
    assertThat(sentence(snapshot))
        .isEqualTo("Needs 200 GiB disk; the largest client has 97.7 GiB.");
  }

  @Test
  void suggestsAnIneligibleClientWithFreeCapacity() {
    ClusterSnapshot snapshot =
        queuedJob("a")
            .exhausted("cpu", 1, SMALL)
            .addTo(
                SnapshotBuilder.cluster()
                    .with(client("n1").resources(CLIENT))
                    .with(client("parked").resources(CLIENT).ineligible()))
            .snapshot();

    assertThat(sentence(snapshot))
        .isEqualTo("Next in line. 1 client is full; parked has capacity but is ineligible.");
  }

  @Test
  void readsTheReasonFromThePreviousEvaluationOnOldServers() {
    ClusterSnapshot snapshot =
        queuedJob("first")
            .canceled()
            .exhausted("memory", 3, SMALL)
            .addTo(
                queuedJob("a")
                    .after(SnapshotBuilder.id("evaluation of first"))
                    .addTo(SnapshotBuilder.cluster().with(client("n1").resources(CLIENT))))
            .snapshot();

    assertThat(reason(snapshot)).isInstanceOf(NoFreeCapacity.class);
  }

  @Test
  void reportsTheQuota() {
    ClusterSnapshot snapshot =
        queuedJob("a").quota("team-a").addTo(SnapshotBuilder.cluster()).snapshot();

    assertThat(reason(snapshot)).isEqualTo(new QuotaReached("team-a"));
  }

  @Test
  void showsTheTimeOfTheRetry() {
    ClusterSnapshot snapshot =
        queuedJob("a")
            .pending()
            .running()
            .until(NOW.plusSeconds(120), "alloc-failure")
            .addTo(SnapshotBuilder.cluster())
            .snapshot();

    assertThat(reason(snapshot)).isInstanceOf(BackOff.class);
    assertThat(sentence(snapshot)).isEqualTo("Failed; retries in 2 min.");
  }

  @Test
  void reportsASlowSchedulerAfter30Seconds() {
    ClusterSnapshot slow =
        queuedJob("a")
            .pending()
            .since(NOW.minusSeconds(31))
            .addTo(SnapshotBuilder.cluster())
            .snapshot();
    ClusterSnapshot fresh =
        queuedJob("a")
            .pending()
            .since(NOW.minusSeconds(29))
            .addTo(SnapshotBuilder.cluster())
            .snapshot();

    assertThat(reason(slow)).isEqualTo(new NotEvaluated(NOW.minusSeconds(31)));
    assertThat(reason(fresh)).isEqualTo(new Starting(NOW.minusSeconds(29)));
  }

  @Test
  void showsNomadsDescriptionIfNoReasonApplies() {
    ClusterSnapshot snapshot =
        queuedJob("a")
            .statusDescription("created due to placement conflicts")
            .addTo(SnapshotBuilder.cluster())
            .snapshot();

    assertThat(reason(snapshot)).isEqualTo(new Unexplained("created due to placement conflicts"));
  }

  private static WaitingJob waiting(ClusterSnapshot snapshot) {
    return JobQueue.of(snapshot).waiting().stream()
        .filter(one -> one.name().equals("a"))
        .findFirst()
        .orElseThrow()
        .withResources((waiting, group) -> Resources.NONE);
  }

  private static WaitingReason reason(ClusterSnapshot snapshot) {
    return WaitingReason.of(waiting(snapshot), 0, snapshot, NOW);
  }

  private static String sentence(ClusterSnapshot snapshot) {
    return WaitingReasonText.of(reason(snapshot), CLOCK).sentence();
  }
}
