package dev.signalbox.nomad.queue;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.ClusterView;
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

/** Finds what waits in a view. */
final class QueueReading {

  private final ClusterView view;
  private final Map<JobKey, Evaluation> open = new HashMap<>();
  private final Map<String, Evaluation> ledTo = new HashMap<>();

  /** Sizes of what was placed by the definition as it is now. */
  private final Map<GroupKey, Resources> placed = new HashMap<>();

  private final Set<JobKey> placedBefore = new HashSet<>();

  private QueueReading(ClusterView view) {
    this.view = view;
  }

  static Queue of(ClusterView view) {
    return new QueueReading(view).queue();
  }

  private Queue queue() {
    for (Evaluation evaluation : view.evaluations()) {
      if (evaluation.open()) {
        open.merge(evaluation.job(), evaluation, QueueReading::telling);
      } else if (!evaluation.blockedEvaluation().isEmpty()) {
        ledTo.put(evaluation.blockedEvaluation(), evaluation);
      }
    }
    List<Job> jobs = view.jobs().stream().filter(this::waits).toList();
    rememberWhatWasPlaced(jobs.stream().collect(Collectors.toMap(Job::key, Function.identity())));
    List<Waiting> waiting = jobs.stream().map(this::waiting).sorted(Queue.ORDER).toList();
    return new Queue(
        waiting,
        waiting.stream().collect(Collectors.toMap(Waiting::job, Function.identity())),
        waiting.stream().map(Waiting::since).min(Comparator.naturalOrder()));
  }

  /** Of two open ones: the blocked one, for it knows why; else the newer. */
  private static Evaluation telling(Evaluation one, Evaluation other) {
    if (one.status() != other.status()) {
      return one.status() == Evaluation.Status.BLOCKED ? one : other;
    }
    return one.createIndex() >= other.createIndex() ? one : other;
  }

  private boolean waits(Job job) {
    if (job.template() || job.stopped() || job.status() == JobStatus.DEAD) {
      return false;
    }
    @Nullable Evaluation evaluation = open.get(job.key());
    if (evaluation == null) {
      return job.status() == JobStatus.PENDING;
    }
    // the scheduler looks at running jobs all the time; that alone is no waiting
    return evaluation.status() == Evaluation.Status.BLOCKED
        || evaluation.waitUntil() != null
        || job.status() == JobStatus.PENDING;
  }

  private void rememberWhatWasPlaced(Map<JobKey, Job> jobs) {
    if (jobs.isEmpty()) {
      return;
    }
    for (Allocation allocation : view.allocations()) {
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

  private Waiting waiting(Job job) {
    @Nullable Evaluation evaluation = open.get(job.key());
    return new Waiting(
        job.key(),
        job.name(),
        job.type(),
        evaluation == null ? job.priority() : evaluation.priority(),
        Scope.of(job),
        since(job, evaluation),
        evaluation == null ? job.createIndex() : evaluation.createIndex(),
        evaluation,
        groups(job, evaluation),
        job.jobModifyIndex());
  }

  /** A job that never had a place waits since it came; another since it lost one. */
  private Instant since(Job job, @Nullable Evaluation evaluation) {
    @Nullable Instant looked = evaluation == null ? null : evaluation.createdAt();
    return placedBefore.contains(job.key()) && looked != null ? looked : job.submittedAt();
  }

  private List<Waiting.Group> groups(Job job, @Nullable Evaluation evaluation) {
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
              int told = Objects.requireNonNullElse(queued.get(name), 0);
              return new Waiting.Group(
                  name,
                  told > 0 ? told : failure == null ? 1 : 1 + failure.coalesced(),
                  failure,
                  placed.getOrDefault(new GroupKey(job.key(), name), Resources.NONE));
            })
        .toList();
  }

  /** Servers before 1.1 tell the reasons only of the evaluation that led to the blocked one. */
  private Map<String, PlacementFailure> failures(@Nullable Evaluation evaluation) {
    if (evaluation == null) {
      return Map.of();
    }
    if (!evaluation.failures().isEmpty()) {
      return evaluation.failures();
    }
    @Nullable Evaluation before =
        view.evaluation(evaluation.previousEvaluation()).orElse(ledTo.get(evaluation.id()));
    return before == null ? Map.of() : before.failures();
  }

  private record GroupKey(JobKey job, String group) {}
}
