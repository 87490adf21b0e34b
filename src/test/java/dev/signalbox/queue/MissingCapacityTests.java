package dev.signalbox.queue;

import static dev.signalbox.nomad.SnapshotBuilder.client;
import static dev.signalbox.queue.WaitingJobBuilder.queuedJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.Resources;
import dev.signalbox.nomad.SnapshotBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MissingCapacityTests {

  private static final Resources MACHINE = new Resources(16_000, 32_000, 100_000);

  @Test
  void packsQueuedBuildsIntoAsFewClientsAsPossible() {
    // 5 × 12,000 + 5 × 8,000 MiB need four clients; 12,000 + 12,000 + 8,000 MiB fills one
    SnapshotBuilder builder = cluster();
    queuedJob("large")
        .exhausted("memory", 1, new Resources(2_000, 12_000, 0))
        .times(5)
        .addTo(builder);
    queuedJob("small")
        .exhausted("memory", 1, new Resources(2_000, 8_000, 0))
        .times(5)
        .addTo(builder);

    assertThat(missing(builder).additions().getFirst())
        .extracting(
            kind -> kind.type().name(),
            MissingCapacity.AddedClients::clients,
            MissingCapacity.AddedClients::placed)
        .containsExactly("m5.2xlarge", 4, 10);
  }

  @Test
  void considersCpuAsWellAsMemory() {
    SnapshotBuilder builder = cluster();
    queuedJob("busy").exhausted("cpu", 1, new Resources(16_000, 1_000, 0)).times(3).addTo(builder);

    assertThat(missing(builder).additions().getFirst().clients()).isEqualTo(3);
  }

  @Test
  void countsBuildsThatDoNotFitAndListsTheMostUsefulTypeFirst() {
    SnapshotBuilder builder =
        cluster()
            .with(
                client("big")
                    .resources(new Resources(64_000, 256_000, 1))
                    .in("default")
                    .attribute("platform.aws.instance-type", "r5.8xlarge"));
    queuedJob("large")
        .exhausted("memory", 1, new Resources(1_000, 60_000, 0))
        .times(2)
        .addTo(builder);
    queuedJob("small").exhausted("memory", 1, new Resources(1_000, 1_000, 0)).addTo(builder);

    assertThat(missing(builder).additions())
        .extracting(
            kind -> kind.type().name(),
            MissingCapacity.AddedClients::clients,
            MissingCapacity.AddedClients::placed,
            MissingCapacity.AddedClients::notPlaced)
        .containsExactly(tuple("r5.8xlarge", 1, 3, 0), tuple("m5.2xlarge", 1, 1, 2));
  }

  @Test
  void suggestsNoClientIfItWouldNotHelp() {
    SnapshotBuilder builder = cluster();
    queuedJob("windows")
        .filteredByConstraints(1, Map.of("${attr.kernel.name} = windows", 1))
        .addTo(builder);

    assertThat(missing(builder).additions()).isEmpty();
  }

  @Test
  void countsBuildsOfUnknownSize() {
    SnapshotBuilder builder = cluster();
    queuedJob("a").exhausted("memory", 1, Resources.NONE).times(2).addTo(builder);

    assertThat(missing(builder)).isEqualTo(new MissingCapacity(List.of(), 2));
  }

  private static SnapshotBuilder cluster() {
    return SnapshotBuilder.cluster()
        .with(
            client("n1").resources(MACHINE).attribute("platform.aws.instance-type", "m5.2xlarge"));
  }

  private static MissingCapacity missing(SnapshotBuilder builder) {
    ClusterSnapshot snapshot = builder.snapshot();
    return MissingCapacity.of(JobQueueTests.explained(snapshot), snapshot);
  }
}
