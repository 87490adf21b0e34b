package dev.signalbox.sandbox.nomad;

import dev.signalbox.sandbox.nomad.NodeState.Drain;
import dev.signalbox.sandbox.nomad.NodeState.LastDrain;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the servers do about a client that is drained. */
final class Drains {

  private final State state;
  private final Scheduler scheduler;

  Drains(State state, Scheduler scheduler) {
    this.state = state;
    this.scheduler = scheduler;
  }

  /**
   * Starts or changes a drain.
   *
   * @param deadline in nanoseconds; 0 waits for ever and less than that stops everything now
   */
  long start(String nodeId, long deadline, boolean ignoreSystem, Map<String, String> meta) {
    Instant now = state.now();
    @Nullable Instant forceAt = deadline > 0 ? now.plusNanos(deadline) : null;
    long index =
        state.apply(
            "NodeDrain",
            state.profile.tellsOfDrains(),
            entry -> {
              NodeState node = state.existingNode(nodeId).copy();
              Drain before = node.drain;
              Instant startedAt = before == null ? now : before.startedAt();
              node.drain = new Drain(deadline, ignoreSystem, forceAt, startedAt);
              node.lastDrain = new LastDrain(startedAt, now, "draining", meta);
              node.eligible = false;
              node.statusUpdatedAt = now;
              String what =
                  before == null ? "Node drain strategy set" : "Node drain strategy updated";
              entry.put(node.told(event(what, Map.of(), entry)));
            });
    migrateServices(nodeId);
    if (deadline < 0) {
      force(nodeId);
    } else if (forceAt != null) {
      state.at(forceAt, () -> forceIfDue(nodeId, forceAt));
    }
    look(nodeId);
    return index;
  }

  long cancel(String nodeId, boolean eligible, Map<String, String> meta) {
    long index =
        state.apply(
            "NodeDrain",
            state.profile.tellsOfDrains(),
            entry -> {
              NodeState node = state.existingNode(nodeId).copy();
              if (node.drain != null) {
                node.lastDrain =
                    new LastDrain(node.drain.startedAt(), entry.now(), "canceled", meta);
                node.told(event("Node drain disabled", Map.of(), entry));
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

  /** Sees whether a drain of the client is over. */
  void look(String nodeId) {
    NodeState node = state.nodes.get(nodeId);
    if (node == null || node.drain == null) {
      return;
    }
    boolean ignoreSystem = node.drain.ignoreSystem();
    List<AllocState> left = left(nodeId).filter(alloc -> !alloc.ofSystem()).toList();
    if (!left.isEmpty()) {
      return;
    }
    List<AllocState> system = left(nodeId).filter(AllocState::ofSystem).toList();
    if (!ignoreSystem && !system.isEmpty()) {
      stop(system, alloc -> alloc);
      return;
    }
    complete(nodeId, Map.of());
  }

  private Stream<AllocState> left(String nodeId) {
    boolean waits = state.profile.waitsForClients();
    return state.allocsOn(nodeId).stream()
        .filter(alloc -> waits ? !alloc.clientTerminal() : alloc.takesRoom());
  }

  private void forceIfDue(String nodeId, Instant forceAt) {
    NodeState node = state.nodes.get(nodeId);
    if (node != null && node.drain != null && forceAt.equals(node.drain.forceAt())) {
      force(nodeId);
    }
  }

  /** The flag falls at once; what still runs is being stopped meanwhile. */
  private void force(String nodeId) {
    NodeState node = state.existingNode(nodeId);
    boolean ignoreSystem = node.drain == null || node.drain.ignoreSystem();
    List<AllocState> running =
        state.allocsOn(nodeId).stream()
            .filter(AllocState::takesRoom)
            .filter(alloc -> !(ignoreSystem && alloc.ofSystem()))
            .toList();
    complete(nodeId, Map.of("deadline_reached", "true"));
    stop(running, this::afterDeadline);
  }

  private AllocState afterDeadline(AllocState alloc) {
    if (alloc.jobType.equals("batch") && !state.profile.replacesAfterDeadline()) {
      alloc.settled = true;
    }
    return alloc;
  }

  private void complete(String nodeId, Map<String, String> details) {
    state.apply(
        "NodeDrain",
        entry -> {
          NodeState node = state.existingNode(nodeId).copy();
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
          entry.put(node.told(event("Node drain complete", details, entry)));
        });
  }

  private void migrateServices(String nodeId) {
    stop(
        state.allocsOn(nodeId).stream()
            .filter(alloc -> alloc.takesRoom() && alloc.jobType.equals("service"))
            .toList(),
        alloc -> alloc);
  }

  /** Asks for the allocations to go, as one entry, and lets the scheduler see to each job. */
  private void stop(List<AllocState> allocs, Function<AllocState, AllocState> also) {
    if (allocs.isEmpty()) {
      return;
    }
    Set<JobId> jobs = new LinkedHashSet<>();
    allocs.forEach(alloc -> jobs.add(alloc.job));
    List<EvalState> evals =
        jobs.stream()
            .map(state.jobs::get)
            .filter(job -> job != null)
            .map(job -> scheduler.evaluation(job, "node-drain", ""))
            .toList();
    state.apply(
        "AllocationUpdateDesiredStatus",
        entry -> {
          for (AllocState alloc : allocs) {
            AllocState asked = also.apply(alloc.copy());
            asked.migrate = true;
            entry.put(asked);
          }
          evals.forEach(entry::put);
        });
    evals.forEach(scheduler::run);
  }

  static NodeState.Event event(String message, Map<String, String> details, Entry entry) {
    return new NodeState.Event(message, "Drain", details, entry.now(), entry.index());
  }
}
