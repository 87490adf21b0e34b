package dev.signalbox.nomad.watching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.nomad.AllocationStatus;
import dev.signalbox.nomad.Evaluation;
import dev.signalbox.nomad.Job;
import dev.signalbox.nomad.Job.Counts;
import dev.signalbox.nomad.JobStatus;
import dev.signalbox.nomad.NomadLists.Event;
import dev.signalbox.outside.OutsideWorldException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What events do not tell: what the servers forgot, and counts. */
class SweepingTests {

  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final WatchedByHand watched = new WatchedByHand();
  private final ScriptedNomad nomad = watched.nomad;

  @Test
  void dropsWhatTheServersForgotWithoutAWord() {
    nomad.allocations.add(Things.allocation("a", "one", AllocationStatus.COMPLETE, 90));
    nomad.jobs.add(Things.job("one", JobStatus.DEAD, Map.of(), 90));
    watched.live();
    nomad.allocations.clear();
    nomad.jobs.clear();

    watched.after(LONGEST);

    assertThat(watched.view().allocations()).isEmpty();
    assertThat(watched.view().jobs()).isEmpty();
  }

  @Test
  void keepsWhatIsNewerThanTheList() {
    nomad.allocations.add(Things.allocation("a", "one", AllocationStatus.RUNNING, 90));
    watched.live();
    nomad.allocations.clear();
    watched.says(
        Things.batch(
            130,
            new Event.AllocationChanged(
                Things.allocation("a", "one", AllocationStatus.COMPLETE, 130))));

    watched.after(LONGEST);

    assertThat(watched.view().allocation("a")).isPresent();
  }

  @Test
  void goesOnThoughTheStreamBreaksNowAndThen() {
    nomad.allocations.add(Things.allocation("a", "one", AllocationStatus.COMPLETE, 90));
    watched.live().says(Things.clientAt(100));
    nomad.allocations.clear();

    for (int breaks = 0; breaks < 5; breaks++) {
      watched.after(Duration.ofMinutes(2)).streamEnds().after(Duration.ofSeconds(1));
      watched.says(Things.clientAt(100));
    }

    assertThat(watched.view().allocations()).isEmpty();
  }

  @Test
  void aSweepThatFailsIsMadeAgain() {
    nomad.jobs.add(Things.job("one", JobStatus.DEAD, Map.of(), 90));
    watched.live();
    nomad.jobs.clear();
    nomad.fails(Kind.JOBS, new OutsideWorldException.Unreachable("list", "nothing", "look", null));
    watched.after(LONGEST);
    assertThat(watched.view().jobs()).hasSize(1);

    nomad.works();
    watched.after(LONGEST);

    assertThat(watched.view().jobs()).isEmpty();
  }

  @Test
  void asksWhetherAJobIsGoneWhereTheServerDoesNotSay() {
    nomad.jobs.add(Things.job("one", JobStatus.DEAD, Map.of(), 90));
    nomad.jobs.add(Things.job("two", JobStatus.DEAD, Map.of(), 90));
    watched.live();
    nomad.jobs.removeFirst();
    nomad.index = 140;

    watched.says(Things.batch(140, new Event.JobPerhapsGone(Things.key("one"), false)));
    assertThat(watched.view().jobs()).hasSize(2);
    watched.after(Duration.ofSeconds(3));

    assertThat(watched.view().jobs()).extracting(job -> job.key().id()).containsExactly("two");
  }

  @Test
  void takesTheServersWordThatAJobIsGone() {
    nomad.jobs.add(Things.job("one", JobStatus.DEAD, Map.of(), 90));
    watched.live();

    watched
        .says(Things.batch(140, new Event.JobPerhapsGone(Things.key("one"), true)))
        .after(Duration.ofSeconds(1));

    assertThat(watched.view().jobs()).isEmpty();
  }

  @Test
  void countsWhatRunsByTheEventsAndKeepsWhatHasEndedAndBeenForgotten() {
    nomad.jobs.add(
        Things.job("one", JobStatus.RUNNING, Map.of("build", new Counts(0, 1, 0, 7, 0, 0, 0)), 90));
    watched.live();

    watched.says(
        Things.batch(
            120,
            new Event.AllocationChanged(
                Things.allocation("a", "one", AllocationStatus.RUNNING, 120))));
    watched.after(Duration.ofSeconds(1));

    assertThat(counts()).isEqualTo(new Counts(0, 0, 1, 7, 0, 0, 0));
  }

  @Test
  void countsWhatWaitsByTheLastEvaluation() {
    nomad.jobs.add(Things.job("one", JobStatus.PENDING, Map.of("build", Counts.NONE), 90));
    watched.live();

    watched.says(
        Things.batch(
            120,
            new Event.EvaluationChanged(
                Things.evaluation("e", "one", Evaluation.Status.COMPLETE, "b", 120))));
    watched.after(Duration.ofSeconds(1));

    assertThat(counts().queued()).isEqualTo(1);
  }

  @Test
  void aJobKeepsItsCountsWhenAnEventTellsNone() {
    nomad.jobs.add(
        Things.job("one", JobStatus.RUNNING, Map.of("build", new Counts(0, 0, 1, 0, 0, 0, 0)), 90));
    watched.live();

    watched.says(
        Things.batch(120, new Event.JobChanged(Things.job("one", JobStatus.DEAD, Map.of(), 120))));
    watched.after(Duration.ofSeconds(1));

    assertThat(counts().running()).isEqualTo(1);
    assertThat(watched.view().job(Things.key("one"))).get().returns(JobStatus.DEAD, Job::status);
  }

  @Test
  void looksForCountsEveryHalfMinuteWhileJobsAreOpenAndTheListIsShort() {
    nomad.jobs.add(Things.job("one", JobStatus.RUNNING, Map.of("build", Counts.NONE), 90));
    watched.live();
    nomad.jobs.set(
        0,
        Things.job("one", JobStatus.RUNNING, Map.of("build", new Counts(3, 0, 0, 0, 0, 0, 0)), 90));

    watched.after(Duration.ofSeconds(31));
    assertThat(counts().queued()).isEqualTo(3);

    nomad.bytes = 3_000_000;
    watched.after(Duration.ofSeconds(30));
    nomad.jobs.set(0, Things.job("one", JobStatus.RUNNING, Map.of("build", Counts.NONE), 90));
    watched.after(Duration.ofSeconds(31));
    assertThat(counts().queued()).isEqualTo(3);
  }

  private Counts counts() {
    return watched.view().job(Things.key("one")).orElseThrow().counts();
  }
}
