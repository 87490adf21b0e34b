package dev.signalbox.sandbox.nomad;

import dev.signalbox.sandbox.nomad.NodeSelector.Found;
import dev.signalbox.sandbox.nomad.NodeSelector.NoneSuitable;
import dev.signalbox.sandbox.nomad.StoredJob.TaskGroup;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Processes evaluations: stops and places allocations, or blocks with placement metrics. */
final class SimulatedScheduler {

  private final ServerState state;
  private final NodeSelector placement;
  private final Consumer<StoredAllocation> placed;
  private final Consumer<StoredAllocation> stopped;
  private boolean paused;

  /**
   * Creates a scheduler.
   *
   * @param placed called for each new allocation
   * @param stopped called for each running allocation that must stop
   */
  SimulatedScheduler(
      ServerState state, Consumer<StoredAllocation> placed, Consumer<StoredAllocation> stopped) {
    this.state = state;
    this.placement = new NodeSelector(state);
    this.placed = placed;
    this.stopped = stopped;
  }

  /** Leaves new evaluations pending, as servers without a working scheduler do. */
  void pause() {
    paused = true;
  }

  void resume() {
    paused = false;
    state.copyOf(state.evals.values()).stream()
        .filter(eval -> eval.status.equals("pending"))
        .forEach(this::run);
  }

  StoredEvaluation evaluation(StoredJob job, String trigger, String nodeId) {
    StoredEvaluation eval = new StoredEvaluation(state.newId(), job.key);
    eval.type = job.type;
    eval.priority = job.priority;
    eval.trigger = trigger;
    eval.nodeId = nodeId;
    return eval;
  }

  void run(StoredEvaluation pending) {
    if (paused) {
      return;
    }
    List<StoredAllocation> started = new ArrayList<>();
    List<StoredAllocation> ended = new ArrayList<>();
    Map<String, FailedPlacement> failures = new TreeMap<>();
    Map<String, Integer> queued = new TreeMap<>();
    state.locked(
        () -> {
          reconcile(pending, started, ended, failures, queued);
          plan(pending, started, ended);
          complete(pending, failures, queued);
          return true;
        });
    ended.forEach(stopped);
    started.forEach(placed);
  }

  /** Retries the blocked evaluations by priority and then by age. */
  void unblock() {
    if (paused) {
      return;
    }
    state.copyOf(state.evals.values()).stream()
        .filter(eval -> eval.status.equals("blocked"))
        .sorted(
            Comparator.<StoredEvaluation>comparingInt(eval -> -eval.priority)
                .thenComparingLong(eval -> eval.createIndex))
        .forEach(this::run);
  }

  private void reconcile(
      StoredEvaluation eval,
      List<StoredAllocation> started,
      List<StoredAllocation> ended,
      Map<String, FailedPlacement> failures,
      Map<String, Integer> queued) {
    StoredJob job = state.jobs.get(eval.job);
    List<StoredAllocation> allocs = state.allocsOf(eval.job);
    if (job == null || job.stop) {
      allocs.stream()
          .filter(StoredAllocation::usesResources)
          .forEach(alloc -> ended.add(stop(alloc, "alloc not needed due to job update")));
      return;
    }
    if (job.parameterized && !job.dispatched) {
      return;
    }
    for (StoredAllocation alloc : allocs) {
      if (alloc.usesResources() && Boolean.TRUE.equals(alloc.migrate)) {
        ended.add(stop(alloc, "alloc is being migrated"));
      }
    }
    for (TaskGroup group : job.groups) {
      placeGroup(eval, job, group, started, ended, failures, queued);
    }
  }

  private void placeGroup(
      StoredEvaluation eval,
      StoredJob job,
      TaskGroup group,
      List<StoredAllocation> started,
      List<StoredAllocation> ended,
      Map<String, FailedPlacement> failures,
      Map<String, Integer> queued) {
    List<StoredAllocation> stopping =
        ended.stream().filter(alloc -> alloc.group.equals(group.name())).toList();
    List<StoredAllocation> counted =
        state.allocsOf(job.key).stream()
            .filter(alloc -> alloc.group.equals(group.name()))
            .filter(alloc -> stopping.stream().noneMatch(one -> one.id.equals(alloc.id)))
            .filter(alloc -> isCounted(job, alloc))
            .toList();
    long completed = stopping.stream().filter(alloc -> alloc.doNotReschedule).count();
    int missing =
        job.isSystem() ? Integer.MAX_VALUE : (int) (group.count() - counted.size() - completed);
    queued.put(group.name(), 0);
    while (missing > 0) {
      switch (placement.find(job, group, started)) {
        case Found found -> {
          started.add(
              allocation(eval, job, group, found.node(), numberOf(counted, started, group)));
          missing--;
        }
        case NoneSuitable none -> {
          if (!job.isSystem() && !endsWithoutBlocking(eval, job, stopping)) {
            failures.put(group.name(), none.failure().coalesced(missing - 1));
            queued.put(group.name(), missing);
          }
          missing = 0;
        }
      }
    }
  }

  /**
   * Before 1.10.3, a build that was stopped by a deadline and fits on no other client is complete.
   */
  private static boolean endsWithoutBlocking(
      StoredEvaluation eval, StoredJob job, List<StoredAllocation> stopping) {
    if (job.isBatch() && eval.trigger.equals("node-drain") && !stopping.isEmpty()) {
      stopping.forEach(alloc -> alloc.doNotReschedule = true);
      return true;
    }
    return false;
  }

  private static boolean isCounted(StoredJob job, StoredAllocation alloc) {
    if (alloc.doNotReschedule) {
      return true;
    }
    if (alloc.isServerTerminal() || alloc.status.equals("lost")) {
      return false;
    }
    return job.isBatch() || !alloc.isClientTerminal();
  }

  private static int numberOf(
      List<StoredAllocation> counted, List<StoredAllocation> started, TaskGroup group) {
    int number = 0;
    while (number < group.count() + counted.size() + started.size()) {
      int candidate = number;
      if (counted.stream().noneMatch(alloc -> alloc.number == candidate)
          && started.stream()
              .noneMatch(a -> a.group.equals(group.name()) && a.number == candidate)) {
        return number;
      }
      number++;
    }
    return number;
  }

  StoredAllocation allocation(
      StoredEvaluation eval, StoredJob job, TaskGroup group, StoredNode node, int number) {
    StoredAllocation alloc = new StoredAllocation(state.newId(), job.key);
    alloc.jobType = job.type;
    alloc.group = group.name();
    alloc.number = number;
    alloc.evalId = eval.id;
    alloc.nodeId = node.id;
    alloc.nodeName = node.name;
    alloc.specs = group.tasks();
    alloc.disk = group.disk();
    return alloc;
  }

  private static StoredAllocation stop(StoredAllocation alloc, String description) {
    StoredAllocation stopped = alloc.copy();
    stopped.desired = "stop";
    stopped.desiredDescription = description;
    return stopped;
  }

  private void plan(
      StoredEvaluation eval, List<StoredAllocation> started, List<StoredAllocation> ended) {
    if (started.isEmpty() && ended.isEmpty()) {
      return;
    }
    for (int i = 0; i < Math.min(started.size(), ended.size()); i++) {
      started.get(i).previous = ended.get(i).id;
      ended.get(i).next = started.get(i).id;
    }
    state.apply(
        "PlanResult",
        entry -> {
          entry.put(eval.copy());
          ended.forEach(entry::put);
          started.forEach(entry::put);
        });
  }

  private void complete(
      StoredEvaluation eval, Map<String, FailedPlacement> failures, Map<String, Integer> queued) {
    state.summary(eval.job).queued = new LinkedHashMap<>(queued);
    if (failures.isEmpty()) {
      StoredEvaluation done = eval.copy();
      done.status = "complete";
      done.failures = Map.of();
      done.queued = queued;
      state.apply("EvaluationUpdated", entry -> entry.put(done));
      return;
    }
    if (eval.status.equals("blocked")) {
      if (!eval.failures.equals(failures)) {
        StoredEvaluation again = eval.copy();
        again.failures = failures;
        again.queued = queued;
        state.apply("EvaluationUpdated", entry -> entry.put(again));
      }
      return;
    }
    StoredEvaluation blocked = block(eval, failures, queued);
    state.apply("EvaluationUpdated", entry -> entry.put(blocked));
    StoredEvaluation done = eval.copy();
    done.status = "complete";
    done.blocked = blocked.id;
    done.failures = failures;
    done.queued = queued;
    state.apply("EvaluationUpdated", entry -> entry.put(done));
  }

  /** A job has at most one blocked evaluation; a second one is canceled immediately. */
  private StoredEvaluation block(
      StoredEvaluation eval, Map<String, FailedPlacement> failures, Map<String, Integer> queued) {
    StoredEvaluation blocked = new StoredEvaluation(state.newId(), eval.job);
    blocked.type = eval.type;
    blocked.priority = eval.priority;
    blocked.status = "blocked";
    blocked.statusDescription = "created to place remaining allocations";
    blocked.trigger = "queued-allocs";
    blocked.previous = eval.id;
    blocked.failures = failures;
    blocked.queued = queued;
    boolean hasBlocked =
        state.evalsOf(eval.job).stream().anyMatch(one -> one.status.equals("blocked"));
    if (hasBlocked) {
      blocked.status = "canceled";
      blocked.statusDescription = "existing blocked evaluation exists for job";
    }
    return blocked;
  }
}
