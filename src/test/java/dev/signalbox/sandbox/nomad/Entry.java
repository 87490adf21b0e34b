package dev.signalbox.sandbox.nomad;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One entry of the servers' log: all its changes have one index and come in one batch. */
final class Entry {

  private final State state;
  private final long index;
  private final String type;
  private final Shapes shapes;
  private final List<Happening> happenings = new ArrayList<>();
  private final Set<JobId> touched = new LinkedHashSet<>();

  Entry(State state, long index, String type) {
    this.state = state;
    this.index = index;
    this.type = type;
    this.shapes = new Shapes(state);
  }

  long index() {
    return index;
  }

  Instant now() {
    return state.now();
  }

  void put(NodeState node) {
    stamp(node);
    state.keep(node);
    state.touch(Table.NODES, index);
    tell("Node", node.id, "", List.of(), wrapped("Node", () -> shapes.node(node)));
  }

  void put(JobState job) {
    stamp(job);
    job.jobModifyIndex = index;
    putStatus(job);
    touched.add(job.key);
  }

  /** A job whose status is what somebody says it is. */
  void putAsIs(JobState job) {
    job.jobModifyIndex = index;
    putStatus(job);
  }

  private void putStatus(JobState job) {
    stamp(job);
    state.keep(job);
    state.touch(Table.JOBS, index);
    state.touch(Table.SUMMARIES, index);
    tell(
        "Job",
        job.key.id(),
        job.key.namespace(),
        List.of(),
        wrapped("Job", () -> shapes.jobWhole(job)));
  }

  void put(AllocState alloc) {
    stamp(alloc);
    alloc.modifiedAt = now();
    if (alloc.createdAt.equals(Instant.EPOCH)) {
      alloc.createdAt = now();
    }
    state.keep(alloc);
    state.touch(Table.ALLOCS, index);
    state.touch(Table.SUMMARIES, index);
    state.summary(alloc.job).modifyIndex = index;
    touched.add(alloc.job);
    tell(
        "Allocation",
        alloc.id,
        alloc.job.namespace(),
        List.of(alloc.job.id(), ""),
        wrapped("Allocation", () -> shapes.allocWhole(alloc, false)));
  }

  void put(EvalState eval) {
    stamp(eval);
    eval.modifiedAt = now();
    if (eval.createdAt.equals(Instant.EPOCH)) {
      eval.createdAt = now();
    }
    state.keep(eval);
    state.touch(Table.EVALS, index);
    touched.add(eval.job);
    tell(
        "Evaluation",
        eval.id,
        eval.job.namespace(),
        List.of(eval.job.id(), ""),
        wrapped("Evaluation", () -> shapes.eval(eval)));
  }

  void remove(NodeState node) {
    state.forget(node);
    state.touch(Table.NODES, index);
    tell("Node", node.id, "", List.of(), wrapped("Node", () -> shapes.node(node)));
  }

  void remove(JobState job) {
    state.forget(job);
    state.touch(Table.JOBS, index);
    state.touch(Table.SUMMARIES, index);
    touched.remove(job.key);
    tell(
        "Job",
        job.key.id(),
        job.key.namespace(),
        List.of(),
        () -> {
          ObjectNode payload = JsonNodeFactory.instance.objectNode();
          payload.set("Job", shapes.jobWhole(job));
          if (state.profile.atLeast(1, 11, 3)) {
            payload.put("Deleted", true);
          }
          return payload;
        });
  }

  /** Forgets what has ended, of which nobody is told. */
  void collect(AllocState alloc) {
    state.forget(alloc);
    state.touch(Table.ALLOCS, index);
  }

  void collect(EvalState eval) {
    state.forget(eval);
    state.touch(Table.EVALS, index);
  }

  /** Settles the states of jobs that the changes lead to, and tells all. */
  List<Happening> close() {
    for (JobId id : touched) {
      state
          .job(id)
          .ifPresent(
              job -> {
                String status = status(job);
                if (!status.equals(job.status)) {
                  JobState changed = job.copy();
                  changed.status = status;
                  putStatus(changed);
                }
              });
    }
    return happenings;
  }

  private String status(JobState job) {
    if (job.ofSystem() || (job.parameterized && !job.dispatched) || job.periodic) {
      return job.stop ? "dead" : "running";
    }
    List<AllocState> allocs = state.allocsOf(job.key);
    if (allocs.stream().anyMatch(AllocState::takesRoom)) {
      return "running";
    }
    List<EvalState> evals = state.evalsOf(job.key);
    if (evals.stream().anyMatch(EvalState::open)) {
      return "pending";
    }
    return evals.isEmpty() && allocs.isEmpty() && !job.stop ? "pending" : "dead";
  }

  private void stamp(Kept<?> kept) {
    kept.modifyIndex = index;
    if (kept.createIndex == 0) {
      kept.createIndex = index;
    }
  }

  private void tell(
      String topic,
      String key,
      String namespace,
      List<String> filterKeys,
      Supplier<JsonNode> payload) {
    happenings.add(new Happening(topic, type, key, namespace, filterKeys, index, payload));
  }

  private static Supplier<JsonNode> wrapped(String member, Supplier<JsonNode> thing) {
    return () -> JsonNodeFactory.instance.objectNode().set(member, thing.get());
  }
}
