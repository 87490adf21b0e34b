package dev.signalbox.sandbox.nomad;

import tools.jackson.databind.node.ObjectNode;

/** Writes evaluations as JSON. Empty fields are omitted. */
final class EvaluationJsonWriter {

  private final NomadVersionProfile profile;

  EvaluationJsonWriter(NomadVersionProfile profile) {
    this.profile = profile;
  }

  ObjectNode full(StoredEvaluation eval) {
    ObjectNode json = JsonNodes.object();
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
      JsonNodes.putCounts(json, "QueuedAllocations", eval.queued);
    }
    if (!eval.failures.isEmpty()
        && (profile.hasFailuresOnBlockedEvaluations() || !eval.status.equals("blocked"))) {
      ObjectNode failures = json.putObject("FailedTGAllocs");
      eval.failures.forEach((group, failure) -> failures.set(group, failure(failure)));
    }
    json.put("SnapshotIndex", eval.createIndex);
    json.put("CreateIndex", eval.createIndex);
    json.put("ModifyIndex", eval.modifyIndex);
    json.put("CreateTime", JsonNodes.nanos(eval.createdAt));
    return json.put("ModifyTime", JsonNodes.nanos(eval.modifiedAt));
  }

  private ObjectNode failure(FailedPlacement failure) {
    ObjectNode json = JsonNodes.object();
    json.put("NodesEvaluated", failure.evaluated());
    json.put("NodesFiltered", failure.filtered());
    json.put("NodesExhausted", failure.exhausted());
    if (profile.hasNodePools()) {
      json.put("NodesInPool", failure.inPool());
      json.put("NodePool", failure.pool());
    }
    JsonNodes.putCounts(json, "NodesAvailable", failure.available());
    JsonNodes.putCounts(json, "ConstraintFiltered", failure.constraints());
    JsonNodes.putCounts(json, "ClassExhausted", failure.classes());
    JsonNodes.putCounts(json, "DimensionExhausted", failure.dimensions());
    JsonNodes.nulls(json, "ClassFiltered", "QuotaExhausted", "ScoreMetaData", "Scores");
    if (profile.hasLastDrain() && failure.exhausted() > 0) {
      exhausted(json.putObject("ResourcesExhausted"), failure);
    }
    json.put("AllocationTime", 17015);
    return json.put("CoalescedFailures", failure.coalesced());
  }

  /**
   * Writes the exhausted resources as Nomad does: the sum over all unplaced allocations, for the
   * exhausted dimensions only.
   */
  private static void exhausted(ObjectNode json, FailedPlacement failure) {
    int times = 1 + failure.coalesced();
    boolean cpu = failure.dimensions().containsKey("cpu");
    boolean memory = failure.dimensions().containsKey("memory");
    failure
        .requested()
        .forEach(
            (name, task) ->
                json.set(
                    name,
                    JobJsonWriter.resources(
                        cpu ? times * task.cpu() : 0, memory ? times * task.memory() : 0, 0)));
  }

  private static void optional(ObjectNode json, String name, String value) {
    if (!value.isEmpty()) {
      json.put(name, value);
    }
  }
}
