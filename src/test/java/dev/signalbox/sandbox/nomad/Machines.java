package dev.signalbox.sandbox.nomad;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What happens to clients: they come, are parked, fall silent, return and are forgotten. */
final class Machines {

  /** What a write to a client answers beside the index. */
  record Written(long index, List<String> evals, long evalIndex) {}

  private static final Duration HEARTBEAT = Duration.ofSeconds(20);

  private final State state;
  private final Scheduler scheduler;

  Machines(State state, Scheduler scheduler) {
    this.state = state;
    this.scheduler = scheduler;
  }

  void register(NodeState node) {
    state.apply(
        "NodeRegistration",
        entry -> {
          if (node.version.isEmpty()) {
            node.version = state.profile.version();
          }
          node.attributes.putIfAbsent("nomad.version", node.version);
          node.registeredAt = entry.now();
          node.statusUpdatedAt = entry.now();
          entry.put(node.told(event("Node registered", entry)));
        });
    evaluateSystemJobs();
    scheduler.unblock();
  }

  Written setEligible(String nodeId, boolean eligible) {
    boolean[] changed = new boolean[1];
    long index =
        state.apply(
            "NodeDrain",
            entry -> {
              NodeState node = state.existingNode(nodeId).copy();
              changed[0] = node.eligible != eligible;
              node.eligible = eligible;
              // as Nomad does, so that it is no time since when a status holds
              node.statusUpdatedAt = changed[0] ? entry.now() : node.statusUpdatedAt;
              String word = eligible ? "eligible" : "ineligible";
              entry.put(
                  changed[0]
                      ? node.told(event("Node marked as " + word + " for scheduling", entry))
                      : node);
            });
    if (!eligible || !changed[0]) {
      return new Written(index, List.of(), 0);
    }
    Written written = evaluate(nodeId, index);
    evaluateSystemJobs();
    scheduler.unblock();
    return written;
  }

  /** Has the scheduler look at every job of a client. */
  Written evaluate(String nodeId, long index) {
    Set<JobId> jobs = new LinkedHashSet<>();
    state.allocsOn(nodeId).forEach(alloc -> jobs.add(alloc.job));
    List<EvalState> evals =
        jobs.stream()
            .map(state.jobs::get)
            .filter(job -> job != null)
            .map(job -> scheduler.evaluation(job, "node-update", nodeId))
            .toList();
    if (evals.isEmpty()) {
      return new Written(index, List.of(), 0);
    }
    long at = state.apply("EvaluationUpdated", entry -> evals.forEach(entry::put));
    evals.forEach(scheduler::run);
    return new Written(index, evals.stream().map(eval -> eval.id).toList(), at);
  }

  Written purge(String nodeId) {
    lose(nodeId);
    long index =
        state.apply("NodeDeregistration", entry -> entry.remove(state.existingNode(nodeId)));
    return evaluate(nodeId, index);
  }

  /** A client that lives registers again with its next heartbeat. */
  void returnsAfterPurge(NodeState purged) {
    if (purged.status.equals("ready")) {
      NodeState again = purged.copy();
      again.createIndex = 0;
      again.drain = null;
      again.lastDrain = null;
      again.eligible = true;
      again.events = List.of();
      state.at(state.now().plus(HEARTBEAT), () -> register(again));
    }
  }

  void goDown(String nodeId) {
    setStatus(nodeId, "down", "Node heartbeat missed");
    lose(nodeId);
    evaluate(nodeId, state.index());
  }

  void setStatus(String nodeId, String status, String message) {
    state.apply(
        "NodeStreamEvent",
        entry -> {
          NodeState node = state.existingNode(nodeId).copy();
          node.status = status;
          node.statusUpdatedAt = entry.now();
          entry.put(node.told(event(message, entry)));
        });
  }

  void comeBack(String nodeId) {
    setStatus(nodeId, "ready", "Node reregistered by heartbeat");
    for (AllocState alloc : state.allocsOn(nodeId)) {
      if (alloc.status.equals("unknown")) {
        state.apply(
            "AllocationUpdated",
            entry -> {
              AllocState known = alloc.copy();
              known.status = "running";
              entry.put(known);
            });
      }
    }
    evaluate(nodeId, state.index());
    scheduler.unblock();
  }

  void setDriver(String nodeId, String driver, boolean healthy, String description) {
    state.apply(
        "NodeStreamEvent",
        entry -> {
          NodeState node = state.existingNode(nodeId).copy();
          node.drivers = new TreeMap<>(node.drivers);
          node.drivers.put(driver, new NodeState.Driver(true, healthy, description));
          NodeState.Event told =
              new NodeState.Event(
                  "Driver: " + driver + " is " + (healthy ? "healthy" : "unhealthy"),
                  "Driver",
                  Map.of("driver", driver),
                  entry.now(),
                  entry.index());
          entry.put(node.told(told));
        });
    scheduler.unblock();
  }

  private void lose(String nodeId) {
    List<AllocState> running =
        state.allocsOn(nodeId).stream().filter(alloc -> !alloc.clientTerminal()).toList();
    if (running.isEmpty()) {
      return;
    }
    state.apply(
        "PlanResult",
        entry ->
            running.forEach(
                alloc -> {
                  AllocState lost = alloc.copy();
                  lost.desired = "stop";
                  lost.desiredDescription = "alloc is lost since its node is down";
                  lost.status = "lost";
                  entry.put(lost);
                }));
  }

  private void evaluateSystemJobs() {
    state.copyOf(state.jobs.values()).stream()
        .filter(job -> job.ofSystem() && !job.stop)
        .map(job -> scheduler.evaluation(job, "node-update", ""))
        .forEach(
            eval -> {
              state.apply("EvaluationUpdated", entry -> entry.put(eval));
              scheduler.run(eval);
            });
  }

  private static NodeState.Event event(String message, Entry entry) {
    return new NodeState.Event(message, "Cluster", Map.of(), entry.now(), entry.index());
  }
}
