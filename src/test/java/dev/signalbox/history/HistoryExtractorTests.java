package dev.signalbox.history;

import static dev.signalbox.nomad.SnapshotBuilder.NOW;
import static dev.signalbox.nomad.SnapshotBuilder.build;
import static dev.signalbox.nomad.SnapshotBuilder.client;
import static dev.signalbox.nomad.SnapshotBuilder.cluster;
import static dev.signalbox.nomad.SnapshotBuilder.job;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.AllocationStatus;
import dev.signalbox.nomad.Client.LastDrain;
import dev.signalbox.nomad.ClientStatus;
import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.JobStatus;
import dev.signalbox.nomad.NomadListWatch.Event.NodeEventReceived;
import dev.signalbox.nomad.SnapshotBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HistoryExtractorTests {

  private static final Instant LATER = NOW.plusSeconds(60);

  @Test
  void recordsABuildOnceWhenItEnds() {
    ClusterSnapshot running = cluster().with(build("api").on("a")).snapshot();
    ClusterSnapshot ended =
        cluster().with(build("api").on("a").status(AllocationStatus.COMPLETE)).snapshot();

    assertThat(HistoryExtractor.of(running, ended, NOW))
        .singleElement()
        .isInstanceOfSatisfying(
            HistoryRecord.Build.class,
            record -> {
              assertThat(record.outcome()).isEqualTo(BuildOutcome.DONE);
              assertThat(record.clientName()).isEqualTo("a");
              assertThat(record.runMs()).isEqualTo(538_000);
            });
    assertThat(HistoryExtractor.of(ended, ended, NOW)).isEmpty();
  }

  @Test
  void measuresTheQueueTimeFromSubmissionOrEvaluation() {
    Instant submitted = job("api", JobStatus.RUNNING).submittedAt();
    SnapshotBuilder later =
        cluster()
            .with(job("api", JobStatus.RUNNING))
            .with(
                build("api")
                    .created(submitted.plusSeconds(30), 100)
                    .status(AllocationStatus.COMPLETE));
    assertThat(onlyBuild(later.snapshot()).waitMs()).isEqualTo(32_000);

    Allocation earlier = build("api").created(submitted, 90).build();
    Map<String, Allocation> allocations =
        Map.of(
            "earlier",
            earlier,
            "later",
            build("api")
                .created(submitted.plusSeconds(30), 100)
                .status(AllocationStatus.COMPLETE)
                .build());
    ClusterSnapshot retried =
        new ClusterSnapshot(
            1,
            Map.of(),
            allocations,
            Map.of(earlier.job(), job("api", JobStatus.RUNNING)),
            Map.of());
    assertThat(onlyBuild(retried).waitMs()).isEqualTo(2_000);
  }

  @Test
  void distinguishesStoppedFailedAndLostBuilds() {
    assertThat(
            onlyBuild(
                    cluster()
                        .with(build("a").stopRequested().status(AllocationStatus.COMPLETE))
                        .snapshot())
                .outcome())
        .isEqualTo(BuildOutcome.STOPPED);
    assertThat(
            onlyBuild(cluster().with(build("a").status(AllocationStatus.FAILED)).snapshot())
                .outcome())
        .isEqualTo(BuildOutcome.FAILED);
    assertThat(
            onlyBuild(cluster().with(build("a").status(AllocationStatus.LOST)).snapshot())
                .outcome())
        .isEqualTo(BuildOutcome.LOST);
  }

  @Test
  void ignoresSystemJobs() {
    ClusterSnapshot system =
        cluster().with(build("a").ofType("system").status(AllocationStatus.FAILED)).snapshot();

    assertThat(HistoryExtractor.of(ClusterSnapshot.EMPTY, system, NOW))
        .containsExactly(new HistoryRecord.KnownClients(NOW, List.of()));
  }

  @Test
  void recordsADrainWithOperatorReasonAndBuilds() {
    ClusterSnapshot before = cluster().with(client("a")).with(build("api").on("a")).snapshot();
    Map<String, String> meta = Map.of("message", "kernel", "requested_by", "mona");
    ClusterSnapshot after =
        cluster().with(client("a").draining(LATER, meta)).with(build("api").on("a")).snapshot();

    assertThat(HistoryExtractor.of(before, after, NOW))
        .containsExactly(
            new HistoryRecord.DrainStarted(
                SnapshotBuilder.id("a"),
                "a",
                NOW.minusSeconds(1200),
                true,
                "kernel",
                "mona",
                LATER,
                1));
  }

  @Test
  void recordsTheOutcomeOfADrainFromTheFirstSnapshot() {
    ClusterSnapshot ended =
        cluster()
            .with(
                client("a")
                    .ineligible()
                    .lastDrain(
                        new LastDrain(
                            LastDrain.State.CANCELED,
                            NOW,
                            LATER,
                            Map.of("drained_by", "autoscaler"))))
            .snapshot();

    assertThat(HistoryExtractor.of(ClusterSnapshot.EMPTY, ended, LATER))
        .contains(
            new HistoryRecord.DrainEnded(
                SnapshotBuilder.id("a"), "a", NOW, "", "autoscaler", LATER, DrainOutcome.CANCELED));
  }

  @Test
  void endsTheDrainOfARemovedClient() {
    ClusterSnapshot draining = cluster().with(client("a").draining(null, Map.of())).snapshot();

    assertThat(HistoryExtractor.of(draining, cluster().snapshot(), LATER))
        .anySatisfy(
            record ->
                assertThat(record)
                    .isInstanceOfSatisfying(
                        HistoryRecord.DrainEnded.class,
                        drain -> assertThat(drain.outcome()).isEqualTo(DrainOutcome.GONE)));
  }

  @Test
  void recordsStatusChangesAndTheInitialStatus() {
    ClusterSnapshot ready = cluster().with(client("a")).snapshot();
    ClusterSnapshot down = cluster().with(client("a").down(NOW)).snapshot();

    assertThat(HistoryExtractor.of(ready, down, LATER))
        .containsExactly(
            new HistoryRecord.StatusChange(SnapshotBuilder.id("a"), "a", NOW, "Went down"));
    assertThat(HistoryExtractor.of(ClusterSnapshot.EMPTY, down, LATER))
        .containsExactly(
            new HistoryRecord.InitialStatus(SnapshotBuilder.id("a"), "a", NOW, "Went down", true),
            new HistoryRecord.KnownClients(LATER, List.of(SnapshotBuilder.id("a"))));
  }

  @Test
  void recordsTheInitialStatusOnceItsTimeIsKnown() {
    ClusterSnapshot listed = cluster().with(client("a").status(ClientStatus.DOWN, null)).snapshot();
    ClusterSnapshot read = cluster().with(client("a").down(NOW)).snapshot();

    assertThat(HistoryExtractor.of(ClusterSnapshot.EMPTY, listed, LATER))
        .noneMatch(HistoryRecord.InitialStatus.class::isInstance);
    assertThat(HistoryExtractor.of(listed, read, LATER))
        .containsExactly(
            new HistoryRecord.InitialStatus(SnapshotBuilder.id("a"), "a", NOW, "Went down", true));
  }

  @Test
  void endsTheRunningDrainIfTheStartIsUnknown() {
    LastDrain last = new LastDrain(LastDrain.State.COMPLETE, null, NOW, Map.of());
    ClusterSnapshot ended = cluster().with(client("a").ineligible().lastDrain(last)).snapshot();

    assertThat(HistoryExtractor.of(ClusterSnapshot.EMPTY, ended, LATER))
        .contains(
            new HistoryRecord.DrainEnded(
                SnapshotBuilder.id("a"), "a", null, "", "", NOW, DrainOutcome.COMPLETE));
  }

  @Test
  void truncatesUntrustedText() {
    HistoryRecord record =
        HistoryExtractor.of(
            new NodeEventReceived("id", "a\0b", NOW, "Drain", "x".repeat(5000), Map.of("k", "\0")));

    assertThat(record)
        .isEqualTo(
            new HistoryRecord.NodeEvent(
                "id", "ab", NOW, "Drain", "x".repeat(1000), Map.of("k", "")));
  }

  @Test
  void derivesTheKindOfABuildFromItsName() {
    assertThat(
            List.of(
                BuildKind.of("acme/api #1041"),
                BuildKind.of("build/dispatch-1764072000-1f3a"),
                BuildKind.of("5f0c1e9a-1111-2222-3333-444455556666"),
                BuildKind.of("nightly")))
        .containsExactly("acme/api", "build", "", "nightly");
  }

  @Test
  void countsRecordsDroppedFromAFullBacklog() {
    HistoryRecorder.HistoryBacklog backlog = new HistoryRecorder.HistoryBacklog(1);
    backlog.add(new HistoryRecord.StatusChange("a", "a", NOW, "Came up"));
    backlog.add(new HistoryRecord.StatusChange("b", "b", NOW, "Came up"));

    assertThat(backlog.lost()).isOne();
    assertThat(backlog.pollBatch(10)).hasSize(1);
    assertThat(backlog.pollBatch(10)).isEmpty();
  }

  private static HistoryRecord.Build onlyBuild(ClusterSnapshot snapshot) {
    return (HistoryRecord.Build)
        HistoryExtractor.of(ClusterSnapshot.EMPTY, snapshot, NOW).getFirst();
  }
}
