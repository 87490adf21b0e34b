package dev.signalbox.sandbox.nomad;

import dev.signalbox.sandbox.nomad.JobState.Group;
import dev.signalbox.sandbox.nomad.Placement.Found;
import dev.signalbox.sandbox.nomad.Placement.None;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Does what the servers do with an evaluation: stops, places, or blocks and says why. */
final class Scheduler {

  private final State state;
  private final Placement placement;
  private final Consumer<AllocState> placed;
  private final Consumer<AllocState> stopped;
  private boolean paused;

  /**
   * Knows the clients to tell.
   *
   * @param placed hears of each new allocation
   * @param stopped hears of each that runs and shall not
   */
  Scheduler(State state, Consumer<AllocState> placed, Consumer<AllocState> stopped) {
    this.state = state;
    this.placement = new Placement(state);
    this.placed = placed;
    this.stopped = stopped;
  }

  /** Leaves evaluations pending from now on, as servers without a working scheduler do. */
  void pause() {
    paused = true;
  }

  void resume() {
    paused = false;
    state.copyOf(state.evals.values()).stream()
        .filter(eval -> eval.status.equals("pending"))
        .forEach(this::run);
  }

  EvalState evaluation(JobState job, String trigger, String nodeId) {
    EvalState eval = new EvalState(state.newId(), job.key);
    eval.type = job.type;
    eval.priority = job.priority;
    eval.trigger = trigger;
    eval.nodeId = nodeId;
    return eval;
  }

  void run(EvalState pending) {
    if (paused) {
      return;
    }
    List<AllocState> started = new ArrayList<>();
    List<AllocState> ended = new ArrayList<>();
    Map<String, Failure> failures = new TreeMap<>();
    Map<String, Integer> queued = new TreeMap<>();
    state.locked(
        () -> {
          decide(pending, started, ended, failures, queued);
          plan(pending, started, ended);
          conclude(pending, failures, queued);
          return true;
        });
    ended.forEach(stopped);
    started.forEach(placed);
  }

  /** Tries again what waits for room, by priority and then by age. */
  void unblock() {
    if (paused) {
      return;
    }
    state.copyOf(state.evals.values()).stream()
        .filter(eval -> eval.status.equals("blocked"))
        .sorted(
            Comparator.<EvalState>comparingInt(eval -> -eval.priority)
                .thenComparingLong(eval -> eval.createIndex))
        .forEach(this::run);
  }

  private void decide(
      EvalState eval,
      List<AllocState> started,
      List<AllocState> ended,
      Map<String, Failure> failures,
      Map<String, Integer> queued) {
    JobState job = state.jobs.get(eval.job);
    List<AllocState> allocs = state.allocsOf(eval.job);
    if (job == null || job.stop) {
      allocs.stream()
          .filter(AllocState::takesRoom)
          .forEach(alloc -> ended.add(stop(alloc, "alloc not needed due to job update")));
      return;
    }
    if (job.parameterized && !job.dispatched) {
      return;
    }
    for (AllocState alloc : allocs) {
      if (alloc.takesRoom() && Boolean.TRUE.equals(alloc.migrate)) {
        ended.add(stop(alloc, "alloc is being migrated"));
      }
    }
    for (Group group : job.groups) {
      placeGroup(eval, job, group, started, ended, failures, queued);
    }
  }

  private void placeGroup(
      EvalState eval,
      JobState job,
      Group group,
      List<AllocState> started,
      List<AllocState> ended,
      Map<String, Failure> failures,
      Map<String, Integer> queued) {
    List<AllocState> stopping =
        ended.stream().filter(alloc -> alloc.group.equals(group.name())).toList();
    List<AllocState> counted =
        state.allocsOf(job.key).stream()
            .filter(alloc -> alloc.group.equals(group.name()))
            .filter(alloc -> stopping.stream().noneMatch(one -> one.id.equals(alloc.id)))
            .filter(alloc -> counts(job, alloc))
            .toList();
    long kept = stopping.stream().filter(alloc -> alloc.settled).count();
    int missing =
        job.ofSystem() ? Integer.MAX_VALUE : (int) (group.count() - counted.size() - kept);
    queued.put(group.name(), 0);
    while (missing > 0) {
      switch (placement.find(job, group, started)) {
        case Found found -> {
          started.add(
              allocation(eval, job, group, found.node(), numberOf(counted, started, group)));
          missing--;
        }
        case None none -> {
          if (!job.ofSystem() && !endsSilently(eval, job, stopping)) {
            failures.put(group.name(), none.failure().coalesced(missing - 1));
            queued.put(group.name(), missing);
          }
          missing = 0;
        }
      }
    }
  }

  /** Before 1.10.3 a build that a deadline stopped and that fits nowhere else is just complete. */
  private static boolean endsSilently(EvalState eval, JobState job, List<AllocState> stopping) {
    if (job.batch() && eval.trigger.equals("node-drain") && !stopping.isEmpty()) {
      stopping.forEach(alloc -> alloc.settled = true);
      return true;
    }
    return false;
  }

  private static boolean counts(JobState job, AllocState alloc) {
    if (alloc.settled) {
      return true;
    }
    if (alloc.serverTerminal() || alloc.status.equals("lost")) {
      return false;
    }
    return job.batch() || !alloc.clientTerminal();
  }

  private static int numberOf(List<AllocState> counted, List<AllocState> started, Group group) {
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

  AllocState allocation(EvalState eval, JobState job, Group group, NodeState node, int number) {
    AllocState alloc = new AllocState(state.newId(), job.key);
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

  private static AllocState stop(AllocState alloc, String why) {
    AllocState stopped = alloc.copy();
    stopped.desired = "stop";
    stopped.desiredDescription = why;
    return stopped;
  }

  private void plan(EvalState eval, List<AllocState> started, List<AllocState> ended) {
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

  private void conclude(
      EvalState eval, Map<String, Failure> failures, Map<String, Integer> queued) {
    state.summary(eval.job).queued = new LinkedHashMap<>(queued);
    if (failures.isEmpty()) {
      EvalState done = eval.copy();
      done.status = "complete";
      done.failures = Map.of();
      done.queued = queued;
      state.apply("EvaluationUpdated", entry -> entry.put(done));
      return;
    }
    if (eval.status.equals("blocked")) {
      if (!eval.failures.equals(failures)) {
        EvalState again = eval.copy();
        again.failures = failures;
        again.queued = queued;
        state.apply("EvaluationUpdated", entry -> entry.put(again));
      }
      return;
    }
    EvalState blocked = block(eval, failures, queued);
    state.apply("EvaluationUpdated", entry -> entry.put(blocked));
    EvalState done = eval.copy();
    done.status = "complete";
    done.blocked = blocked.id;
    done.failures = failures;
    done.queued = queued;
    state.apply("EvaluationUpdated", entry -> entry.put(done));
  }

  /** A job has one blocked evaluation; a second one is canceled at once. */
  private EvalState block(
      EvalState eval, Map<String, Failure> failures, Map<String, Integer> queued) {
    EvalState blocked = new EvalState(state.newId(), eval.job);
    blocked.type = eval.type;
    blocked.priority = eval.priority;
    blocked.status = "blocked";
    blocked.statusDescription = "created to place remaining allocations";
    blocked.trigger = "queued-allocs";
    blocked.previous = eval.id;
    blocked.failures = failures;
    blocked.queued = queued;
    boolean another =
        state.evalsOf(eval.job).stream().anyMatch(one -> one.status.equals("blocked"));
    if (another) {
      blocked.status = "canceled";
      blocked.statusDescription = "existing blocked evaluation exists for job";
    }
    return blocked;
  }
}
