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

/** An entry of the Raft log. Its changes have one index and are published in one batch. */
final class RaftEntry {

  private final ServerState state;
  private final long index;
  private final String type;
  private final NomadJsonWriter writer;
  private final List<StreamEvent> events = new ArrayList<>();
  private final Set<JobId> touched = new LinkedHashSet<>();

  RaftEntry(ServerState state, long index, String type) {
    this.state = state;
    this.index = index;
    this.type = type;
    this.writer = new NomadJsonWriter(state);
  }

  long index() {
    return index;
  }

  Instant now() {
    return state.now();
  }

  void put(StoredNode node) {
    stamp(node);
    state.put(node);
    state.setIndex(StateTable.NODES, index);
    addEvent("Node", node.id, "", List.of(), wrapped("Node", () -> writer.node(node)));
  }

  void put(StoredJob job) {
    stamp(job);
    job.jobModifyIndex = index;
    putStatus(job);
    touched.add(job.key);
  }

  /** Stores a job with the given status instead of a derived one. */
  void putWithStatus(StoredJob job) {
    job.jobModifyIndex = index;
    putStatus(job);
  }

  private void putStatus(StoredJob job) {
    stamp(job);
    state.put(job);
    state.setIndex(StateTable.JOBS, index);
    state.setIndex(StateTable.SUMMARIES, index);
    addEvent(
        "Job", job.key.id(), job.key.namespace(), List.of(), wrapped("Job", () -> writer.job(job)));
  }

  void put(StoredAllocation alloc) {
    stamp(alloc);
    alloc.modifiedAt = now();
    if (alloc.createdAt.equals(Instant.EPOCH)) {
      alloc.createdAt = now();
    }
    state.put(alloc);
    state.setIndex(StateTable.ALLOCS, index);
    state.setIndex(StateTable.SUMMARIES, index);
    state.summary(alloc.job).modifyIndex = index;
    touched.add(alloc.job);
    addEvent(
        "Allocation",
        alloc.id,
        alloc.job.namespace(),
        List.of(alloc.job.id(), ""),
        wrapped("Allocation", () -> writer.alloc(alloc, false)));
  }

  void put(StoredEvaluation eval) {
    stamp(eval);
    eval.modifiedAt = now();
    if (eval.createdAt.equals(Instant.EPOCH)) {
      eval.createdAt = now();
    }
    state.put(eval);
    state.setIndex(StateTable.EVALS, index);
    touched.add(eval.job);
    addEvent(
        "Evaluation",
        eval.id,
        eval.job.namespace(),
        List.of(eval.job.id(), ""),
        wrapped("Evaluation", () -> writer.eval(eval)));
  }

  void remove(StoredNode node) {
    state.remove(node);
    state.setIndex(StateTable.NODES, index);
    addEvent("Node", node.id, "", List.of(), wrapped("Node", () -> writer.node(node)));
  }

  void remove(StoredJob job) {
    state.remove(job);
    state.setIndex(StateTable.JOBS, index);
    state.setIndex(StateTable.SUMMARIES, index);
    touched.remove(job.key);
    addEvent(
        "Job",
        job.key.id(),
        job.key.namespace(),
        List.of(),
        () -> {
          ObjectNode payload = JsonNodeFactory.instance.objectNode();
          payload.set("Job", writer.job(job));
          if (state.profile.atLeast(1, 11, 3)) {
            payload.put("Deleted", true);
          }
          return payload;
        });
  }

  /** Removes a terminal allocation, as garbage collection does. No event is published. */
  void collect(StoredAllocation alloc) {
    state.remove(alloc);
    state.setIndex(StateTable.ALLOCS, index);
  }

  void collect(StoredEvaluation eval) {
    state.remove(eval);
    state.setIndex(StateTable.EVALS, index);
  }

  /** Updates the status of the changed jobs and returns the events of this entry. */
  List<StreamEvent> close() {
    for (JobId id : touched) {
      state
          .job(id)
          .ifPresent(
              job -> {
                String status = status(job);
                if (!status.equals(job.status)) {
                  StoredJob changed = job.copy();
                  changed.status = status;
                  putStatus(changed);
                }
              });
    }
    return events;
  }

  private String status(StoredJob job) {
    if (job.isSystem() || (job.parameterized && !job.dispatched) || job.periodic) {
      return job.stop ? "dead" : "running";
    }
    List<StoredAllocation> allocs = state.allocsOf(job.key);
    if (allocs.stream().anyMatch(StoredAllocation::usesResources)) {
      return "running";
    }
    List<StoredEvaluation> evals = state.evalsOf(job.key);
    if (evals.stream().anyMatch(StoredEvaluation::isOpen)) {
      return "pending";
    }
    return evals.isEmpty() && allocs.isEmpty() && !job.stop ? "pending" : "dead";
  }

  private void stamp(StoredObject<?> object) {
    object.modifyIndex = index;
    if (object.createIndex == 0) {
      object.createIndex = index;
    }
  }

  private void addEvent(
      String topic,
      String key,
      String namespace,
      List<String> filterKeys,
      Supplier<JsonNode> payload) {
    events.add(new StreamEvent(topic, type, key, namespace, filterKeys, index, payload));
  }

  private static Supplier<JsonNode> wrapped(String member, Supplier<JsonNode> value) {
    return () -> JsonNodeFactory.instance.objectNode().set(member, value.get());
  }
}
