package dev.signalbox.sandbox.nomad;

import tools.jackson.databind.node.ObjectNode;

/** Evaluations as JSON; what is empty is left out. */
final class EvalShape {

  private final Profile profile;

  EvalShape(Profile profile) {
    this.profile = profile;
  }

  ObjectNode whole(EvalState eval) {
    ObjectNode json = Json.object();
    json.put("ID", eval.id);
    json.put("JobID", eval.job.id());
    json.put("Namespace", eval.job.namespace());
    json.put("Type", eval.type);
    json.put("Priority", eval.priority);
    json.put("Status", eval.status);
    json.put("TriggeredBy", eval.trigger);
    optional(json, "StatusDescription", eval.statusDescription);
    optional(json, "BlockedEval", eval.blocked);
    optional(json, "PreviousEval", eval.previous);
    optional(json, "NodeID", eval.nodeId);
    if (!eval.queued.isEmpty()) {
      Json.putCounts(json, "QueuedAllocations", eval.queued);
    }
    if (!eval.failures.isEmpty()
        && (profile.reasonsOnBlocked() || !eval.status.equals("blocked"))) {
      ObjectNode failures = json.putObject("FailedTGAllocs");
      eval.failures.forEach((group, failure) -> failures.set(group, failure(failure)));
    }
    json.put("SnapshotIndex", eval.createIndex);
    json.put("CreateIndex", eval.createIndex);
    json.put("ModifyIndex", eval.modifyIndex);
    json.put("CreateTime", Json.nanos(eval.createdAt));
    return json.put("ModifyTime", Json.nanos(eval.modifiedAt));
  }

  private ObjectNode failure(Failure failure) {
    ObjectNode json = Json.object();
    json.put("NodesEvaluated", failure.evaluated());
    json.put("NodesFiltered", failure.filtered());
    json.put("NodesExhausted", failure.exhausted());
    if (profile.nodePools()) {
      json.put("NodesInPool", failure.inPool());
      json.put("NodePool", failure.pool());
    }
    Json.putCounts(json, "NodesAvailable", failure.available());
    Json.putCounts(json, "ConstraintFiltered", failure.constraints());
    Json.putCounts(json, "ClassExhausted", failure.classes());
    Json.putCounts(json, "DimensionExhausted", failure.dimensions());
    Json.nulls(json, "ClassFiltered", "QuotaExhausted", "ScoreMetaData", "Scores");
    if (profile.lastDrain() && failure.exhausted() > 0) {
      exhausted(json.putObject("ResourcesExhausted"), failure);
    }
    json.put("AllocationTime", 17015);
    return json.put("CoalescedFailures", failure.coalesced());
  }

  /** As the servers add it up: over all that found no place, and only what was short. */
  private static void exhausted(ObjectNode json, Failure failure) {
    int times = 1 + failure.coalesced();
    boolean cpu = failure.dimensions().containsKey("cpu");
    boolean memory = failure.dimensions().containsKey("memory");
    failure
        .asked()
        .forEach(
            (name, task) ->
                json.set(
                    name,
                    JobShape.resources(
                        cpu ? times * task.cpu() : 0, memory ? times * task.memory() : 0, 0)));
  }

  private static void optional(ObjectNode json, String name, String value) {
    if (!value.isEmpty()) {
      json.put(name, value);
    }
  }
}
