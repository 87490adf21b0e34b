package dev.signalbox.queue;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.AllocationStatus;
import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.Evaluation;
import dev.signalbox.nomad.Job;
import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.JobStatus;
import dev.signalbox.nomad.PlacementFailure;
import dev.signalbox.nomad.Resources;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the queued jobs of a snapshot from its jobs, evaluations and allocations. */
final class QueueAnalyzer {

  private final ClusterSnapshot snapshot;
  private final Map<JobKey, Evaluation> open = new HashMap<>();
  private final Map<String, Evaluation> byBlockedId = new HashMap<>();

  /** Sizes of allocations that were placed with the current version of the job spec. */
  private final Map<GroupKey, Resources> placed = new HashMap<>();

  private final Set<JobKey> placedBefore = new HashSet<>();

  private QueueAnalyzer(ClusterSnapshot snapshot) {
    this.snapshot = snapshot;
  }

  static JobQueue of(ClusterSnapshot snapshot) {
    return new QueueAnalyzer(snapshot).queue();
  }

  private JobQueue queue() {
    for (Evaluation evaluation : snapshot.evaluations()) {
      if (evaluation.isOpen()) {
        open.merge(evaluation.job(), evaluation, QueueAnalyzer::moreRelevant);
      } else if (!evaluation.blockedEvaluation().isEmpty()) {
        byBlockedId.put(evaluation.blockedEvaluation(), evaluation);
      }
    }
    List<Job> jobs = snapshot.jobs().stream().filter(this::isQueued).toList();
    collectPlaced(jobs.stream().collect(Collectors.toMap(Job::key, Function.identity())));
    List<WaitingJob> waiting = jobs.stream().map(this::waiting).sorted(JobQueue.ORDER).toList();
    return new JobQueue(
        waiting,
        waiting.stream().collect(Collectors.toMap(WaitingJob::job, Function.identity())),
        waiting.stream().map(WaitingJob::since).min(Comparator.naturalOrder()));
  }

  /** Prefers a blocked evaluation, because it has the reason, and otherwise the newer one. */
  private static Evaluation moreRelevant(Evaluation a, Evaluation b) {
    if (a.status() != b.status()) {
      return a.status() == Evaluation.Status.BLOCKED ? a : b;
    }
    return a.createIndex() >= b.createIndex() ? a : b;
  }

  private boolean isQueued(Job job) {
    if (job.isTemplate() || job.stopped() || job.status() == JobStatus.DEAD) {
      return false;
    }
    @Nullable Evaluation evaluation = open.get(job.key());
    if (evaluation != null
        && (evaluation.status() == Evaluation.Status.BLOCKED || evaluation.waitUntil() != null)) {
      return true;
    }
    // running jobs are evaluated all the time; a pending evaluation alone does not mean queued
    return job.status() == JobStatus.PENDING && !hasEnded(job, evaluation);
  }

  /**
   * Whether a batch job has ended although its status is pending. If a client changes or is purged,
   * Nomad evaluates all jobs that have allocations on it, and sets ended ones to pending until
   * then.
   */
  private boolean hasEnded(Job job, @Nullable Evaluation evaluation) {
    if (!job.type().equals("batch")
        || (evaluation != null && !evaluation.triggeredBy().equals("node-update"))) {
      return false;
    }
    Map<String, Allocation> newest = new HashMap<>();
    for (Allocation allocation : snapshot.allocationsOf(job.key())) {
      if (allocation.createIndex() >= job.jobModifyIndex()) {
        newest.putIfAbsent(allocation.name(), allocation);
      }
    }
    return !newest.isEmpty()
        && newest.values().stream()
            .allMatch(
                one ->
                    one.status() == AllocationStatus.COMPLETE
                        || one.status() == AllocationStatus.FAILED);
  }

  private void collectPlaced(Map<JobKey, Job> jobs) {
    if (jobs.isEmpty()) {
      return;
    }
    for (Allocation allocation : snapshot.allocations()) {
      @Nullable Job job = jobs.get(allocation.job());
      if (job != null) {
        placedBefore.add(job.key());
        if (allocation.createIndex() >= job.jobModifyIndex()
            && !allocation.resources().equals(Resources.NONE)) {
          placed.put(new GroupKey(job.key(), allocation.group()), allocation.resources());
        }
      }
    }
  }

  private WaitingJob waiting(Job job) {
    @Nullable Evaluation evaluation = open.get(job.key());
    return new WaitingJob(
        job.key(),
        job.name(),
        job.type(),
        evaluation == null ? job.priority() : evaluation.priority(),
        PlacementScope.of(job),
        since(job, evaluation),
        evaluation == null ? job.createIndex() : evaluation.createIndex(),
        evaluation,
        groups(job, evaluation),
        job.jobModifyIndex());
  }

  /**
   * Returns when the job was queued: at submission if it was never placed, else when the evaluation
   * for the lost allocation was created.
   */
  private Instant since(Job job, @Nullable Evaluation evaluation) {
    @Nullable Instant created = evaluation == null ? null : evaluation.createdAt();
    return placedBefore.contains(job.key()) && created != null ? created : job.submittedAt();
  }

  private List<WaitingJob.Group> groups(Job job, @Nullable Evaluation evaluation) {
    Map<String, PlacementFailure> failures = failures(evaluation);
    Map<String, Integer> queued = evaluation == null ? Map.of() : evaluation.queued();
    Set<String> names = new TreeSet<>(failures.keySet());
    queued.forEach(
        (name, number) -> {
          if (number > 0) {
            names.add(name);
          }
        });
    if (names.isEmpty()) {
      job.groups()
          .forEach(
              (name, counts) -> {
                if (counts.queued() > 0) {
                  names.add(name);
                }
              });
    }
    return names.stream()
        .map(
            name -> {
              @Nullable PlacementFailure failure = failures.get(name);
              int count = Objects.requireNonNullElse(queued.get(name), 0);
              return new WaitingJob.Group(
                  name,
                  count > 0 ? count : failure == null ? 1 : 1 + failure.coalesced(),
                  failure,
                  placed.getOrDefault(new GroupKey(job.key(), name), Resources.NONE));
            })
        .toList();
  }

  /**
   * Returns the placement failures. Servers before 1.1 report them only in the evaluation that
   * created the blocked one.
   */
  private Map<String, PlacementFailure> failures(@Nullable Evaluation evaluation) {
    if (evaluation == null) {
      return Map.of();
    }
    if (!evaluation.failures().isEmpty()) {
      return evaluation.failures();
    }
    @Nullable Evaluation before =
        snapshot
            .evaluation(evaluation.previousEvaluation())
            .orElse(byBlockedId.get(evaluation.id()));
    return before == null ? Map.of() : before.failures();
  }

  private record GroupKey(JobKey job, String group) {}
}
