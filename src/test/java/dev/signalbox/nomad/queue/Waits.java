package dev.signalbox.nomad.queue;

import dev.signalbox.nomad.Evaluation;
import dev.signalbox.nomad.Job;
import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.JobStatus;
import dev.signalbox.nomad.PlacementFailure;
import dev.signalbox.nomad.Resources;
import dev.signalbox.nomad.Views;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A job that waits, and what the scheduler saw: {@code waits("a").full("memory", 3)}. */
final class Waits {

  private final String job;
  private Evaluation.Status status = Evaluation.Status.BLOCKED;
  private JobStatus jobStatus = JobStatus.PENDING;
  private int priority = 50;
  private long index = 50;
  private String triggeredBy = "job-register";
  private String told = "";
  private String quota = "";
  private String previous = "";
  private List<String> datacenters = List.of("default");
  private @Nullable Instant until;
  private Instant since = Views.NOW.minusSeconds(240);
  private int count = 1;
  private final Map<String, PlacementFailure> failures = new HashMap<>();

  private Waits(String job) {
    this.job = job;
  }

  static Waits waits(String job) {
    return new Waits(job);
  }

  Waits pending() {
    status = Evaluation.Status.PENDING;
    return this;
  }

  Waits canceled() {
    status = Evaluation.Status.CANCELED;
    return this;
  }

  Waits running() {
    jobStatus = JobStatus.RUNNING;
    return this;
  }

  Waits priority(int value) {
    priority = value;
    return this;
  }

  Waits index(long value) {
    index = value;
    return this;
  }

  Waits since(Instant value) {
    since = value;
    return this;
  }

  Waits until(Instant value, String trigger) {
    until = value;
    triggeredBy = trigger;
    return this;
  }

  Waits told(String value) {
    told = value;
    return this;
  }

  Waits quota(String value) {
    quota = value;
    return this;
  }

  Waits after(String evaluation) {
    previous = evaluation;
    return this;
  }

  Waits in(String... values) {
    datacenters = List.of(values);
    return this;
  }

  Waits times(int value) {
    count = value;
    return this;
  }

  /** No client of its datacenters takes builds. */
  Waits nobody() {
    return saw(0, 0, Map.of("default", 0), 0, Map.of(), Map.of(), Resources.NONE);
  }

  /** All clients are ruled out by what it demands. */
  Waits ruledOut(int clients, Map<String, Integer> constraints) {
    return saw(
        clients, clients, Map.of("default", clients), 0, constraints, Map.of(), Resources.NONE);
  }

  /** That many clients are short of something. */
  Waits full(String dimension, int clients, Resources asked) {
    return saw(
        clients,
        0,
        Map.of("default", clients),
        clients,
        Map.of(),
        Map.of(dimension, clients),
        asked);
  }

  Waits saw(
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
    Job made = Views.job(job, jobStatus);
    return new Job(
        made.key(),
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
        Views.id("evaluation of " + job),
        new JobKey("default", job),
        "batch",
        priority,
        status,
        told,
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

  Views into(Views views) {
    return views.with(job()).with(evaluation());
  }
}
