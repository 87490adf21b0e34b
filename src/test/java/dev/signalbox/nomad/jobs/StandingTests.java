package dev.signalbox.nomad.jobs;

import static dev.signalbox.nomad.Views.NOW;
import static dev.signalbox.nomad.Views.build;
import static dev.signalbox.nomad.Views.job;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.AllocationStatus;
import dev.signalbox.nomad.Job;
import dev.signalbox.nomad.JobStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StandingTests {

  private static final Job DEAD = job("a", JobStatus.DEAD);

  @Test
  void tellsSuccessFromFailureWhereNomadSaysDead() {
    assertThat(state(DEAD, AllocationStatus.COMPLETE)).isEqualTo(JobState.DONE);
    assertThat(state(DEAD, AllocationStatus.FAILED)).isEqualTo(JobState.FAILED);
    assertThat(state(DEAD, AllocationStatus.LOST)).isEqualTo(JobState.LOST);
  }

  @Test
  void forgivesAFailureThatWasTriedAgainWithMoreLuck() {
    Allocation first = build("a").status(AllocationStatus.FAILED).created(NOW, 100).made();
    Allocation second = build("a").status(AllocationStatus.COMPLETE).created(NOW, 200).made();

    assertThat(Standing.of(DEAD, List.of(second, first)).state()).isEqualTo(JobState.DONE);
  }

  @Test
  void callsItPartlyFailedWhereOnePlaceDidAndAnotherDidNot() {
    Allocation good = build("a").status(AllocationStatus.COMPLETE).made();
    Allocation bad = named(build("a").status(AllocationStatus.FAILED).made(), "a.build[1]");

    Standing standing = Standing.of(DEAD, List.of(good, bad));

    assertThat(standing).isEqualTo(new Standing(JobState.PARTLY, 0, 1, 1, 0));
    assertThat(JobWords.of(DEAD, standing, 0).word()).isEqualTo("Partly failed, 1 of 2");
  }

  @Test
  void knowsWhatWasStoppedFromWhatEndedByItself() {
    Allocation stopped = build("a").status(AllocationStatus.COMPLETE).askedToStop().made();

    assertThat(Standing.of(DEAD, List.of(stopped)).state()).isEqualTo(JobState.STOPPED);
  }

  @Test
  void goesByTheCountsWhereNomadHasForgottenTheAllocations() {
    assertThat(counted(0, 0).state()).isEqualTo(JobState.ENDED);
    assertThat(counted(1, 0).state()).isEqualTo(JobState.DONE);
    assertThat(counted(0, 1).state()).isEqualTo(JobState.FAILED);
    assertThat(counted(1, 1).state()).isEqualTo(JobState.PARTLY);
  }

  @Test
  void saysWaitingForPendingAndHowManyWaitBesideWhatRuns() {
    Job running = job("a", JobStatus.RUNNING);
    Standing standing = Standing.of(running, List.of(build("a").made()));

    assertThat(Standing.of(job("a", JobStatus.PENDING), List.of()).state())
        .isEqualTo(JobState.WAITING);
    assertThat(JobWords.of(running, standing, 0).word()).isEqualTo("Running");
    assertThat(JobWords.of(running, standing, 2).word()).isEqualTo("Running, 2 waiting");
  }

  private static JobState state(Job job, AllocationStatus status) {
    return Standing.of(job, List.of(build("a").status(status).made())).state();
  }

  private static Standing counted(int complete, int failed) {
    return Standing.of(
        Jobs.with(DEAD, Map.of("build", new Job.Counts(0, 0, 0, complete, failed, 0, 0))),
        List.of());
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
