package dev.signalbox.queue;

import static dev.signalbox.nomad.SnapshotBuilder.NOW;
import static dev.signalbox.nomad.SnapshotBuilder.build;
import static dev.signalbox.nomad.SnapshotBuilder.client;
import static dev.signalbox.queue.WaitingJobBuilder.queuedJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.signalbox.nomad.AllocationStatus;
import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.JobStatus;
import dev.signalbox.nomad.Resources;
import dev.signalbox.nomad.SnapshotBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobQueueTests {

  private static final Resources SMALL = new Resources(2_000, 4_096, 300);

  @Test
  void ordersByPriorityAndThenByTimeInTheQueue() {
    SnapshotBuilder builder = SnapshotBuilder.cluster();
    queuedJob("late").index(70).addTo(builder);
    queuedJob("early").index(60).addTo(builder);
    queuedJob("urgent").priority(80).index(90).addTo(builder);

    assertThat(JobQueue.of(builder.snapshot()).waiting())
        .extracting(WaitingJob::name)
        .containsExactly("urgent", "early", "late");
  }

  @Test
  void excludesRunningJobsThatAreBeingEvaluated() {
    SnapshotBuilder builder =
        queuedJob("busy").pending().running().addTo(SnapshotBuilder.cluster());
    queuedJob("canceled").canceled().running().addTo(builder);

    assertThat(JobQueue.of(builder.snapshot()).size()).isZero();
  }

  @Test
  void excludesEndedBuildsThatAreEvaluatedBecauseTheirClientWasPurged() {
    SnapshotBuilder builder =
        queuedJob("ended").pending().triggeredBy("node-update").addTo(SnapshotBuilder.cluster());
    builder.with(build("ended").on("n1").status(AllocationStatus.COMPLETE));
    builder.with(SnapshotBuilder.job("no evaluation", JobStatus.PENDING));
    builder.with(build("no evaluation").on("n1").status(AllocationStatus.FAILED));

    assertThat(JobQueue.of(builder.snapshot()).size()).isZero();
  }

  @Test
  void includesALostBuildThatIsEvaluatedBecauseItsClientWasPurged() {
    SnapshotBuilder builder =
        queuedJob("lost").pending().triggeredBy("node-update").addTo(SnapshotBuilder.cluster());
    builder.with(build("lost").on("n1").status(AllocationStatus.LOST));

    assertThat(JobQueue.of(builder.snapshot()).size()).isEqualTo(1);
  }

  @Test
  void includesAnEndedBuildThatWasRegisteredAgain() {
    SnapshotBuilder builder =
        queuedJob("again").pending().triggeredBy("job-register").addTo(SnapshotBuilder.cluster());
    builder.with(build("again").on("n1").status(AllocationStatus.COMPLETE));

    assertThat(JobQueue.of(builder.snapshot()).size()).isEqualTo(1);
  }

  @Test
  void excludesDeadJobs() {
    SnapshotBuilder builder =
        queuedJob("a").exhausted("memory", 1, SMALL).addTo(SnapshotBuilder.cluster());
    builder.with(SnapshotBuilder.job("a", JobStatus.DEAD));

    assertThat(JobQueue.of(builder.snapshot()).size()).isZero();
  }

  @Test
  void includesAPendingJobWithoutEvaluation() {
    ClusterSnapshot snapshot =
        SnapshotBuilder.cluster().with(SnapshotBuilder.job("a", JobStatus.PENDING)).snapshot();

    assertThat(JobQueue.of(snapshot).waiting())
        .extracting(WaitingJob::isBlocked)
        .containsExactly(false);
  }

  @Test
  void isQueuedSinceSubmissionOrSinceTheLossOfItsAllocation() {
    SnapshotBuilder builder = SnapshotBuilder.cluster();
    queuedJob("new").since(NOW.minusSeconds(100)).addTo(builder);
    queuedJob("moved").since(NOW.minusSeconds(900)).addTo(builder);
    builder.with(build("moved").on("n1").status(AllocationStatus.LOST));

    assertThat(JobQueue.of(builder.snapshot()).oldest()).contains(NOW.minusSeconds(900));
    assertThat(JobQueue.of(builder.snapshot()).byJob().values())
        .filteredOn(one -> one.name().equals("moved"))
        .first()
        .extracting(one -> one.groups().getFirst().requested())
        .isEqualTo(new Resources(2000, 4096, 300));
  }

  @Test
  void countsOnlyJobsAheadThatWaitForTheSameCapacity() {
    SnapshotBuilder builder =
        SnapshotBuilder.cluster().with(client("n1").resources(new Resources(8_000, 16_000, 1_000)));
    builder.with(client("n2").in("eu").resources(new Resources(8_000, 16_000, 1_000)));
    queuedJob("never").index(1).exhausted("memory", 1, new Resources(1, 99_000, 1)).addTo(builder);
    queuedJob("first").index(2).exhausted("memory", 1, SMALL).addTo(builder);
    queuedJob("abroad").index(3).in("eu").exhausted("memory", 1, SMALL).addTo(builder);
    queuedJob("second").index(4).exhausted("memory", 1, SMALL).addTo(builder);

    assertThat(explained(builder.snapshot()))
        .filteredOn(one -> one.reason() instanceof WaitingReason.NoFreeCapacity)
        .extracting(
            one ->
                one.waiting().name() + " " + ((WaitingReason.NoFreeCapacity) one.reason()).ahead())
        .containsExactly("first 0", "abroad 0", "second 1");
  }

  @Test
  void prefersTheJobSpecOverSchedulerValuesAndOldAllocations() {
    SnapshotBuilder builder =
        SnapshotBuilder.cluster().with(client("n1").resources(new Resources(8_000, 16_000, 1_000)));
    queuedJob("a").index(200).exhausted("cpu", 1, new Resources(9_000, 0, 0)).addTo(builder);
    builder.with(build("a").on("n1").status(AllocationStatus.LOST));
    ClusterSnapshot snapshot = builder.snapshot();

    assertThat(JobQueue.of(snapshot).waiting())
        .extracting(WaitingJob::hasKnownResources)
        .containsExactly(false);
    assertThat(
            WaitingReasons.explain(
                JobQueue.of(snapshot),
                (waiting, group) -> SMALL,
                (waiting, group) -> List.of(),
                snapshot,
                NOW))
        .extracting(ExplainedJob::requested, ExplainedJob::kind)
        .containsExactly(tuple(SMALL, ReasonKind.NO_ROOM));
    assertThat(explained(snapshot))
        .extracting(ExplainedJob::requested, ExplainedJob::kind)
        .containsExactly(tuple(new Resources(9_000, 0, 0), ReasonKind.NEVER_FITS));
  }

  @Test
  void matchesDatacenterWildcards() {
    PlacementScope scope = new PlacementScope(List.of("eu-*-1"), "default");

    assertThat(scope.contains(client("a").in("eu-west-1").build())).isTrue();
    assertThat(scope.contains(client("a").in("eu-1").build())).isFalse();
    assertThat(scope.contains(client("a").in("us-west-1").build())).isFalse();
    assertThat(new PlacementScope(List.of("*"), "gpu").contains(client("a").build())).isFalse();
    assertThat(new PlacementScope(List.of("*"), "all").contains(client("a").build())).isTrue();
  }

  @Test
  void roundTripsACursorWithSpecialCharactersInTheJobId() {
    ClusterSnapshot snapshot =
        queuedJob("a~b/dispatch-1~2")
            .exhausted("memory", 1, SMALL)
            .addTo(SnapshotBuilder.cluster())
            .snapshot();
    QueueCursor cursor = QueueCursor.of(explained(snapshot).getFirst());

    assertThat(QueueCursor.parse(cursor.format())).contains(cursor);
    assertThat(QueueCursor.parse("1~x~default~a")).isEmpty();
    assertThat(QueueCursor.parse("")).isEmpty();
  }

  static List<ExplainedJob> explained(ClusterSnapshot snapshot) {
    return WaitingReasons.explain(
        JobQueue.of(snapshot),
        (waiting, group) -> Resources.NONE,
        (waiting, group) -> List.of(),
        snapshot,
        NOW);
  }
}
