package dev.signalbox.jobs;

import static dev.signalbox.nomad.SnapshotBuilder.NOW;
import static dev.signalbox.nomad.SnapshotBuilder.build;
import static dev.signalbox.nomad.SnapshotBuilder.job;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.AllocationStatus;
import dev.signalbox.nomad.Job;
import dev.signalbox.nomad.JobStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobResultTests {

  private static final Job DEAD = job("a", JobStatus.DEAD);

  @Test
  void distinguishesTheOutcomesOfDeadJobs() {
    assertThat(state(DEAD, AllocationStatus.COMPLETE)).isEqualTo(JobState.DONE);
    assertThat(state(DEAD, AllocationStatus.FAILED)).isEqualTo(JobState.FAILED);
    assertThat(state(DEAD, AllocationStatus.LOST)).isEqualTo(JobState.LOST);
  }

  @Test
  void ignoresAFailureThatWasRetriedSuccessfully() {
    Allocation first = build("a").status(AllocationStatus.FAILED).created(NOW, 100).build();
    Allocation second = build("a").status(AllocationStatus.COMPLETE).created(NOW, 200).build();

    assertThat(JobResult.of(DEAD, List.of(second, first), false).state()).isEqualTo(JobState.DONE);
  }

  @Test
  void isPartlyFailedIfSomeInstancesFailed() {
    Allocation good = build("a").status(AllocationStatus.COMPLETE).build();
    Allocation bad = named(build("a").status(AllocationStatus.FAILED).build(), "a.build[1]");

    JobResult standing = JobResult.of(DEAD, List.of(good, bad), false);

    assertThat(standing).isEqualTo(new JobResult(JobState.PARTLY, 0, 1, 1, 0));
    assertThat(JobStatusText.of(DEAD, standing, 0).text()).isEqualTo("Partly failed, 1 of 2");
  }

  @Test
  void distinguishesStoppedFromCompleted() {
    Allocation stopped = build("a").status(AllocationStatus.COMPLETE).stopRequested().build();

    assertThat(JobResult.of(DEAD, List.of(stopped), false).state()).isEqualTo(JobState.STOPPED);
  }

  @Test
  void usesTheSummaryCountsIfAllocationsWereGarbageCollected() {
    assertThat(counted(0, 0).state()).isEqualTo(JobState.ENDED);
    assertThat(counted(1, 0).state()).isEqualTo(JobState.DONE);
    assertThat(counted(0, 1).state()).isEqualTo(JobState.FAILED);
    assertThat(counted(1, 1).state()).isEqualTo(JobState.PARTLY);
  }

  @Test
  void showsQueuedInstancesOfARunningJob() {
    Job running = job("a", JobStatus.RUNNING);
    JobResult standing = JobResult.of(running, List.of(build("a").build()), false);

    assertThat(JobResult.of(job("a", JobStatus.PENDING), List.of(), true).state())
        .isEqualTo(JobState.WAITING);
    assertThat(JobStatusText.of(running, standing, 0).text()).isEqualTo("Running");
    assertThat(JobStatusText.of(running, standing, 2).text()).isEqualTo("Running, 2 queued");
  }

  private static JobState state(Job job, AllocationStatus status) {
    return JobResult.of(job, List.of(build("a").status(status).build()), false).state();
  }

  private static JobResult counted(int complete, int failed) {
    return JobResult.of(
        JobFixtures.with(DEAD, Map.of("build", new Job.Counts(0, 0, 0, complete, failed, 0, 0))),
        List.of(),
        false);
  }

  private static Allocation named(Allocation one, String name) {
    return new Allocation(
        one.id() + "1",
        name,
        one.job(),
        one.jobType(),
        one.group(),
        one.clientId(),
        one.clientName(),
        one.evaluationId(),
        one.desired(),
        one.status(),
        one.statusDescription(),
        one.resources(),
        one.nextAllocation(),
        one.createdAt(),
        one.modifiedAt(),
        one.startedAt(),
        one.finishedAt(),
        one.createIndex(),
        one.modifyIndex());
  }
}
