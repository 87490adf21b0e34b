package dev.signalbox.nomad.informer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.nomad.AllocationStatus;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.Evaluation;
import dev.signalbox.nomad.Job;
import dev.signalbox.nomad.Job.Counts;
import dev.signalbox.nomad.JobStatus;
import dev.signalbox.nomad.NomadListWatch.Event;
import dev.signalbox.nomad.ResourceType;
import dev.signalbox.remote.RemoteSystem;
import dev.signalbox.remote.RemoteSystemException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PeriodicResyncTests {

  private static final Duration MAX_INTERVAL = Duration.ofMinutes(10);

  private final ManualInformer informer = new ManualInformer();
  private final ScriptedListWatch nomad = informer.nomad;

  @Test
  void removesGarbageCollectedObjects() {
    nomad.allocations.add(NomadObjects.allocation("a", "one", AllocationStatus.COMPLETE, 90));
    nomad.jobs.add(NomadObjects.job("one", JobStatus.DEAD, Map.of(), 90));
    informer.live();
    nomad.allocations.clear();
    nomad.jobs.clear();

    informer.advance(MAX_INTERVAL);

    assertThat(informer.snapshot().allocations()).isEmpty();
    assertThat(informer.snapshot().jobs()).isEmpty();
  }

  @Test
  void fetchesUnschedulableClientsIfTheListIsLarge() {
    nomad.clients.add(NomadObjects.down("gone", 90));
    nomad.fetched.put("gone", NomadObjects.down("gone", 90));
    nomad.clients.add(NomadObjects.fetched("ready", 90));
    nomad.fetched.put("ready", NomadObjects.fetched("ready", 90));
    nomad.bytes = 3_000_000;
    informer.live().advance(Duration.ofSeconds(31));
    assertThat(informer.snapshot().clients()).hasSize(2);
    nomad.fetched.remove("gone");
    nomad.removed.add("gone");

    informer.advance(Duration.ofSeconds(31));

    assertThat(informer.snapshot().clients()).extracting(Client::id).containsExactly("ready");
  }

  @Test
  void keepsObjectsNewerThanTheList() {
    nomad.allocations.add(NomadObjects.allocation("a", "one", AllocationStatus.RUNNING, 90));
    informer.live();
    nomad.allocations.clear();
    informer.receive(
        NomadObjects.batch(
            130,
            new Event.AllocationChanged(
                NomadObjects.allocation("a", "one", AllocationStatus.COMPLETE, 130))));

    informer.advance(MAX_INTERVAL);

    assertThat(informer.snapshot().allocation("a")).isPresent();
  }

  @Test
  void resyncsAlthoughTheStreamBreaks() {
    nomad.allocations.add(NomadObjects.allocation("a", "one", AllocationStatus.COMPLETE, 90));
    informer.live().receive(NomadObjects.clientAt(100));
    nomad.allocations.clear();

    for (int breaks = 0; breaks < 5; breaks++) {
      informer.advance(Duration.ofMinutes(2)).streamEnds().advance(Duration.ofSeconds(1));
      informer.receive(NomadObjects.clientAt(100));
    }

    assertThat(informer.snapshot().allocations()).isEmpty();
  }

  @Test
  void retriesAFailedResync() {
    nomad.jobs.add(NomadObjects.job("one", JobStatus.DEAD, Map.of(), 90));
    informer.live();
    nomad.jobs.clear();
    nomad.failList(
        ResourceType.JOBS,
        new RemoteSystemException.Unreachable(RemoteSystem.NOMAD, "list", "nothing", "look", null));
    informer.advance(MAX_INTERVAL);
    assertThat(informer.snapshot().jobs()).hasSize(1);

    nomad.recover();
    informer.advance(MAX_INTERVAL);

    assertThat(informer.snapshot().jobs()).isEmpty();
  }

  @Test
  void listsJobsIfADeregistrationIsUnconfirmed() {
    nomad.jobs.add(NomadObjects.job("one", JobStatus.DEAD, Map.of(), 90));
    nomad.jobs.add(NomadObjects.job("two", JobStatus.DEAD, Map.of(), 90));
    informer.live();
    nomad.jobs.removeFirst();
    nomad.index = 140;

    informer.receive(
        NomadObjects.batch(140, new Event.JobPossiblyDeregistered(NomadObjects.key("one"), false)));
    assertThat(informer.snapshot().jobs()).hasSize(2);
    informer.advance(Duration.ofSeconds(3));

    assertThat(informer.snapshot().jobs()).extracting(job -> job.key().id()).containsExactly("two");
  }

  @Test
  void removesAJobAfterAConfirmedDeregistration() {
    nomad.jobs.add(NomadObjects.job("one", JobStatus.DEAD, Map.of(), 90));
    informer.live();

    informer
        .receive(
            NomadObjects.batch(
                140, new Event.JobPossiblyDeregistered(NomadObjects.key("one"), true)))
        .advance(Duration.ofSeconds(1));

    assertThat(informer.snapshot().jobs()).isEmpty();
  }

  @Test
  void countsRunningAllocationsAndKeepsTheCountOfEndedOnes() {
    nomad.jobs.add(
        NomadObjects.job(
            "one", JobStatus.RUNNING, Map.of("build", new Counts(0, 1, 0, 7, 0, 0, 0)), 90));
    informer.live();

    informer.receive(
        NomadObjects.batch(
            120,
            new Event.AllocationChanged(
                NomadObjects.allocation("a", "one", AllocationStatus.RUNNING, 120))));
    informer.advance(Duration.ofSeconds(1));

    assertThat(counts()).isEqualTo(new Counts(0, 0, 1, 7, 0, 0, 0));
  }

  @Test
  void takesQueuedCountsFromTheLastEvaluation() {
    nomad.jobs.add(NomadObjects.job("one", JobStatus.PENDING, Map.of("build", Counts.NONE), 90));
    informer.live();

    informer.receive(
        NomadObjects.batch(
            120,
            new Event.EvaluationChanged(
                NomadObjects.evaluation("e", "one", Evaluation.Status.COMPLETE, "b", 120))));
    informer.advance(Duration.ofSeconds(1));

    assertThat(counts().queued()).isEqualTo(1);
  }

  @Test
  void keepsCountsIfAnEventHasNone() {
    nomad.jobs.add(
        NomadObjects.job(
            "one", JobStatus.RUNNING, Map.of("build", new Counts(0, 0, 1, 0, 0, 0, 0)), 90));
    informer.live();

    informer.receive(
        NomadObjects.batch(
            120, new Event.JobChanged(NomadObjects.job("one", JobStatus.DEAD, Map.of(), 120))));
    informer.advance(Duration.ofSeconds(1));

    assertThat(counts().running()).isEqualTo(1);
    assertThat(informer.snapshot().job(NomadObjects.key("one")))
        .get()
        .returns(JobStatus.DEAD, Job::status);
  }

  @Test
  void refreshesCountsEveryThirtySecondsIfTheListIsSmall() {
    nomad.jobs.add(NomadObjects.job("one", JobStatus.RUNNING, Map.of("build", Counts.NONE), 90));
    informer.live();
    nomad.jobs.set(
        0,
        NomadObjects.job(
            "one", JobStatus.RUNNING, Map.of("build", new Counts(3, 0, 0, 0, 0, 0, 0)), 90));

    informer.advance(Duration.ofSeconds(31));
    assertThat(counts().queued()).isEqualTo(3);

    nomad.bytes = 3_000_000;
    informer.advance(Duration.ofSeconds(30));
    nomad.jobs.set(0, NomadObjects.job("one", JobStatus.RUNNING, Map.of("build", Counts.NONE), 90));
    informer.advance(Duration.ofSeconds(31));
    assertThat(counts().queued()).isEqualTo(3);
  }

  private Counts counts() {
    return informer.snapshot().job(NomadObjects.key("one")).orElseThrow().counts();
  }
}
