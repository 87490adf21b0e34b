package dev.signalbox.sandbox.nomad;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Registers, updates and purges clients. */
final class ClientRegistry {

  /** Result of a write to a client. */
  record WriteResult(long index, List<String> evals, long evalIndex) {}

  private static final Duration HEARTBEAT = Duration.ofSeconds(20);

  private final ServerState state;
  private final SimulatedScheduler scheduler;

  ClientRegistry(ServerState state, SimulatedScheduler scheduler) {
    this.state = state;
    this.scheduler = scheduler;
  }

  void register(StoredNode node) {
    state.apply(
        "NodeRegistration",
        entry -> {
          if (node.version.isEmpty()) {
            node.version = state.profile.version();
          }
          node.attributes.putIfAbsent("nomad.version", node.version);
          node.registeredAt = entry.now();
          node.statusUpdatedAt = entry.now();
          entry.put(node.withEvent(event("Node registered", entry)));
        });
    evaluateSystemJobs();
    scheduler.unblock();
  }

  WriteResult setEligible(String nodeId, boolean eligible) {
    boolean[] changed = new boolean[1];
    long index =
        state.apply(
            "NodeDrain",
            entry -> {
              StoredNode node = state.existingNode(nodeId).copy();
              changed[0] = node.eligible != eligible;
              node.eligible = eligible;
              // Nomad updates StatusUpdatedAt for eligibility changes, too
              node.statusUpdatedAt = changed[0] ? entry.now() : node.statusUpdatedAt;
              String eligibility = eligible ? "eligible" : "ineligible";
              entry.put(
                  changed[0]
                      ? node.withEvent(
                          event("Node marked as " + eligibility + " for scheduling", entry))
                      : node);
            });
    if (!eligible || !changed[0]) {
      return new WriteResult(index, List.of(), 0);
    }
    WriteResult written = evaluate(nodeId, index);
    evaluateSystemJobs();
    scheduler.unblock();
    return written;
  }

  /** Evaluates every job that has allocations on a client. */
  WriteResult evaluate(String nodeId, long index) {
    Set<JobId> jobs = new LinkedHashSet<>();
    state.allocsOn(nodeId).forEach(alloc -> jobs.add(alloc.job));
    List<StoredEvaluation> evals =
        jobs.stream()
            .map(state.jobs::get)
            .filter(job -> job != null)
            .map(job -> scheduler.evaluation(job, "node-update", nodeId))
            .toList();
    if (evals.isEmpty()) {
      return new WriteResult(index, List.of(), 0);
    }
    long at = state.apply("EvaluationUpdated", entry -> evals.forEach(entry::put));
    evals.forEach(scheduler::run);
    return new WriteResult(index, evals.stream().map(eval -> eval.id).toList(), at);
  }

  /** Removes a client. No version publishes an event for this, only for the evaluations. */
  WriteResult purge(String nodeId) {
    loseAllocations(nodeId);
    long index =
        state.apply("NodeDeregistration", false, entry -> entry.remove(state.existingNode(nodeId)));
    return evaluate(nodeId, index);
  }

  /** A purged client that is still running registers again with its next heartbeat. */
  void registerAgainAfterPurge(StoredNode purged) {
    if (purged.status.equals("ready")) {
      StoredNode again = purged.copy();
      again.createIndex = 0;
      again.drain = null;
      again.lastDrain = null;
      again.eligible = true;
      again.events = List.of();
      state.schedule(state.now().plus(HEARTBEAT), () -> register(again));
    }
  }

  void goDown(String nodeId) {
    setStatus(nodeId, "down", "Node heartbeat missed");
    loseAllocations(nodeId);
    evaluate(nodeId, state.index());
  }

  void setStatus(String nodeId, String status, String message) {
    state.apply(
        "NodeStreamEvent",
        entry -> {
          StoredNode node = state.existingNode(nodeId).copy();
          node.status = status;
          node.statusUpdatedAt = entry.now();
          entry.put(node.withEvent(event(message, entry)));
        });
  }

  void reconnect(String nodeId) {
    setStatus(nodeId, "ready", "Node reregistered by heartbeat");
    for (StoredAllocation alloc : state.allocsOn(nodeId)) {
      if (alloc.status.equals("unknown")) {
        state.apply(
            "AllocationUpdated",
            entry -> {
              StoredAllocation known = alloc.copy();
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
          StoredNode node = state.existingNode(nodeId).copy();
          node.drivers = new TreeMap<>(node.drivers);
          node.drivers.put(driver, new StoredNode.Driver(true, healthy, description));
          StoredNode.NodeEvent event =
              new StoredNode.NodeEvent(
                  "Driver: " + driver + " is " + (healthy ? "healthy" : "unhealthy"),
                  "Driver",
                  Map.of("driver", driver),
                  entry.now(),
                  entry.index());
          entry.put(node.withEvent(event));
        });
    scheduler.unblock();
  }

  private void loseAllocations(String nodeId) {
    List<StoredAllocation> running =
        state.allocsOn(nodeId).stream().filter(alloc -> !alloc.isClientTerminal()).toList();
    if (running.isEmpty()) {
      return;
    }
    state.apply(
        "PlanResult",
        entry ->
            running.forEach(
                alloc -> {
                  StoredAllocation lost = alloc.copy();
                  lost.desired = "stop";
                  lost.desiredDescription = "alloc is lost since its node is down";
                  lost.status = "lost";
                  entry.put(lost);
                }));
  }

  private void evaluateSystemJobs() {
    state.copyOf(state.jobs.values()).stream()
        .filter(job -> job.isSystem() && !job.stop)
        .map(job -> scheduler.evaluation(job, "node-update", ""))
        .forEach(
            eval -> {
              state.apply("EvaluationUpdated", entry -> entry.put(eval));
              scheduler.run(eval);
            });
  }

  private static StoredNode.NodeEvent event(String message, RaftEntry entry) {
    return new StoredNode.NodeEvent(message, "Cluster", Map.of(), entry.now(), entry.index());
  }
}
