package dev.signalbox.queue;

import dev.signalbox.nomad.Evaluation;
import dev.signalbox.nomad.Job;
import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.JobStatus;
import dev.signalbox.nomad.PlacementFailure;
import dev.signalbox.nomad.Resources;
import dev.signalbox.nomad.SnapshotBuilder;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builder for queued jobs with placement failures: {@code waits("a").full("memory", 3, size)}. */
final class WaitingJobBuilder {

  private final String job;
  private Evaluation.Status status = Evaluation.Status.BLOCKED;
  private JobStatus jobStatus = JobStatus.PENDING;
  private int priority = 50;
  private long index = 50;
  private String triggeredBy = "job-register";
  private String description = "";
  private String quota = "";
  private String previous = "";
  private List<String> datacenters = List.of("default");
  private @Nullable Instant until;
  private Instant since = SnapshotBuilder.NOW.minusSeconds(240);
  private int count = 1;
  private final Map<String, PlacementFailure> failures = new HashMap<>();

  private WaitingJobBuilder(String job) {
    this.job = job;
  }

  static WaitingJobBuilder queuedJob(String job) {
    return new WaitingJobBuilder(job);
  }

  WaitingJobBuilder pending() {
    status = Evaluation.Status.PENDING;
    return this;
  }

  WaitingJobBuilder canceled() {
    status = Evaluation.Status.CANCELED;
    return this;
  }

  WaitingJobBuilder running() {
    jobStatus = JobStatus.RUNNING;
    return this;
  }

  WaitingJobBuilder triggeredBy(String value) {
    triggeredBy = value;
    return this;
  }

  WaitingJobBuilder priority(int value) {
    priority = value;
    return this;
  }

  WaitingJobBuilder index(long value) {
    index = value;
    return this;
  }

  WaitingJobBuilder since(Instant value) {
    since = value;
    return this;
  }

  WaitingJobBuilder until(Instant value, String trigger) {
    until = value;
    triggeredBy = trigger;
    return this;
  }

  WaitingJobBuilder statusDescription(String value) {
    description = value;
    return this;
  }

  WaitingJobBuilder quota(String value) {
    quota = value;
    return this;
  }

  WaitingJobBuilder after(String evaluation) {
    previous = evaluation;
    return this;
  }

  WaitingJobBuilder in(String... values) {
    datacenters = List.of(values);
    return this;
  }

  WaitingJobBuilder times(int value) {
    count = value;
    return this;
  }

  /** No client in its datacenters is eligible. */
  WaitingJobBuilder noClient() {
    return failure(0, 0, Map.of("default", 0), 0, Map.of(), Map.of(), Resources.NONE);
  }

  /** Its constraints exclude all clients. */
  WaitingJobBuilder filteredByConstraints(int clients, Map<String, Integer> constraints) {
    return failure(
        clients, clients, Map.of("default", clients), 0, constraints, Map.of(), Resources.NONE);
  }

  /** A resource is exhausted on this number of clients. */
  WaitingJobBuilder exhausted(String dimension, int clients, Resources asked) {
    return failure(
        clients,
        0,
        Map.of("default", clients),
        clients,
        Map.of(),
        Map.of(dimension, clients),
        asked);
  }

  WaitingJobBuilder failure(
      int evaluated,
      int filtered,
      Map<String, Integer> available,
      int exhausted,
      Map<String, Integer> constraints,
      Map<String, Integer> dimensions,
      Resources asked) {
    failures.put(
        "build",
        new PlacementFailure(
            evaluated,
            filtered,
            -1,
            "",
            available,
            exhausted,
            constraints,
            dimensions,
            asked,
            List.of(),
            0));
    return this;
  }

  Job job() {
    Job template = SnapshotBuilder.job(job, jobStatus);
    return new Job(
        template.key(),
        "",
        job,
        "batch",
        priority,
        datacenters,
        "default",
        false,
        false,
        false,
        jobStatus,
        "",
        since,
        Map.of(),
        Job.Children.NONE,
        index,
        index,
        index);
  }

  Evaluation evaluation() {
    return new Evaluation(
        SnapshotBuilder.id("evaluation of " + job),
        new JobKey("default", job),
        "batch",
        priority,
        status,
        description,
        triggeredBy,
        "",
        previous,
        until,
        quota,
        Map.of("build", count),
        failures,
        since,
        since,
        index,
        index);
  }

  SnapshotBuilder addTo(SnapshotBuilder builder) {
    return builder.with(job()).with(evaluation());
  }
}
