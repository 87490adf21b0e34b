package dev.signalbox.sandbox.nomad;

import dev.signalbox.sandbox.nomad.StoredNode.Drain;
import dev.signalbox.sandbox.nomad.StoredNode.LastDrain;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Drains clients as the Nomad servers do. */
final class DrainSimulator {

  private final ServerState state;
  private final SimulatedScheduler scheduler;

  DrainSimulator(ServerState state, SimulatedScheduler scheduler) {
    this.state = state;
    this.scheduler = scheduler;
  }

  /**
   * Starts or changes a drain.
   *
   * @param deadline in nanoseconds; 0 means no deadline, a negative value stops all allocations
   *     immediately
   */
  long start(String nodeId, long deadline, boolean ignoreSystem, Map<String, String> meta) {
    Instant now = state.now();
    @Nullable Instant forceAt = deadline > 0 ? now.plusNanos(deadline) : null;
    long index =
        state.apply(
            "NodeDrain",
            state.profile.emitsDrainEvents(),
            entry -> {
              StoredNode node = state.existingNode(nodeId).copy();
              Drain before = node.drain;
              Instant startedAt = before == null ? now : before.startedAt();
              node.drain = new Drain(deadline, ignoreSystem, forceAt, startedAt);
              node.lastDrain = new LastDrain(startedAt, now, "draining", meta);
              node.eligible = false;
              node.statusUpdatedAt = now;
              String message =
                  before == null ? "Node drain strategy set" : "Node drain strategy updated";
              entry.put(node.withEvent(event(message, Map.of(), entry)));
            });
    migrateServices(nodeId);
    if (deadline < 0) {
      force(nodeId);
    } else if (forceAt != null) {
      state.schedule(forceAt, () -> forceIfDue(nodeId, forceAt));
    }
    completeIfDone(nodeId);
    return index;
  }

  long cancel(String nodeId, boolean eligible, Map<String, String> meta) {
    long index =
        state.apply(
            "NodeDrain",
            state.profile.emitsDrainEvents(),
            entry -> {
              StoredNode node = state.existingNode(nodeId).copy();
              if (node.drain != null) {
                node.lastDrain =
                    new LastDrain(node.drain.startedAt(), entry.now(), "canceled", meta);
                node.withEvent(event("Node drain disabled", Map.of(), entry));
              }
              node.drain = null;
              node.eligible = eligible || node.eligible;
              node.statusUpdatedAt = entry.now();
              entry.put(node);
            });
    if (eligible) {
      scheduler.unblock();
    }
    return index;
  }

  /** Completes the drain of a client if no allocations are left. */
  void completeIfDone(String nodeId) {
    StoredNode node = state.nodes.get(nodeId);
    if (node == null || node.drain == null) {
      return;
    }
    boolean ignoreSystem = node.drain.ignoreSystem();
    List<StoredAllocation> remaining =
        remaining(nodeId).filter(alloc -> !alloc.isSystem()).toList();
    if (!remaining.isEmpty()) {
      return;
    }
    List<StoredAllocation> system = remaining(nodeId).filter(StoredAllocation::isSystem).toList();
    if (!ignoreSystem && !system.isEmpty()) {
      stop(system, alloc -> alloc);
      return;
    }
    complete(nodeId, Map.of());
  }

  private Stream<StoredAllocation> remaining(String nodeId) {
    boolean waitsForStatus = state.profile.waitsForClientStatus();
    return state.allocsOn(nodeId).stream()
        .filter(alloc -> waitsForStatus ? !alloc.isClientTerminal() : alloc.usesResources());
  }

  private void forceIfDue(String nodeId, Instant forceAt) {
    StoredNode node = state.nodes.get(nodeId);
    if (node != null && node.drain != null && forceAt.equals(node.drain.forceAt())) {
      force(nodeId);
    }
  }

  /** Completes the drain immediately, while the remaining allocations are still being stopped. */
  private void force(String nodeId) {
    StoredNode node = state.existingNode(nodeId);
    boolean ignoreSystem = node.drain == null || node.drain.ignoreSystem();
    List<StoredAllocation> running =
        state.allocsOn(nodeId).stream()
            .filter(StoredAllocation::usesResources)
            .filter(alloc -> !(ignoreSystem && alloc.isSystem()))
            .toList();
    complete(nodeId, Map.of("deadline_reached", "true"));
    stop(running, this::afterDeadline);
  }

  private StoredAllocation afterDeadline(StoredAllocation alloc) {
    if (alloc.jobType.equals("batch") && !state.profile.reschedulesAfterDeadline()) {
      alloc.doNotReschedule = true;
    }
    return alloc;
  }

  private void complete(String nodeId, Map<String, String> details) {
    state.apply(
        "NodeDrain",
        entry -> {
          StoredNode node = state.existingNode(nodeId).copy();
          LastDrain last = node.lastDrain;
          node.drain = null;
          node.eligible = false;
          node.statusUpdatedAt = entry.now();
          node.lastDrain =
              new LastDrain(
                  last == null ? entry.now() : last.startedAt(),
                  entry.now(),
                  "complete",
                  last == null ? Map.of() : last.meta());
          entry.put(node.withEvent(event("Node drain complete", details, entry)));
        });
  }

  private void migrateServices(String nodeId) {
    stop(
        state.allocsOn(nodeId).stream()
            .filter(alloc -> alloc.usesResources() && alloc.jobType.equals("service"))
            .toList(),
        alloc -> alloc);
  }

  /** Requests the migration of the allocations in one log entry and evaluates their jobs. */
  private void stop(
      List<StoredAllocation> allocs, Function<StoredAllocation, StoredAllocation> change) {
    if (allocs.isEmpty()) {
      return;
    }
    Set<JobId> jobs = new LinkedHashSet<>();
    allocs.forEach(alloc -> jobs.add(alloc.job));
    List<StoredEvaluation> evals =
        jobs.stream()
            .map(state.jobs::get)
            .filter(job -> job != null)
            .map(job -> scheduler.evaluation(job, "node-drain", ""))
            .toList();
    state.apply(
        "AllocationUpdateDesiredStatus",
        entry -> {
          for (StoredAllocation alloc : allocs) {
            StoredAllocation stopping = change.apply(alloc.copy());
            stopping.migrate = true;
            entry.put(stopping);
          }
          evals.forEach(entry::put);
        });
    evals.forEach(scheduler::run);
  }

  static StoredNode.NodeEvent event(String message, Map<String, String> details, RaftEntry entry) {
    return new StoredNode.NodeEvent(message, "Drain", details, entry.now(), entry.index());
  }
}
