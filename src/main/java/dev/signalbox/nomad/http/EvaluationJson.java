package dev.signalbox.nomad.http;

import static dev.signalbox.nomad.http.NomadJson.shared;

import dev.signalbox.nomad.Evaluation;
import dev.signalbox.nomad.PlacementFailure;
import dev.signalbox.nomad.Resources;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An evaluation; newer servers omit empty fields. */
record EvaluationJson(
    String id,
    String jobId,
    String namespace,
    String type,
    int priority,
    String status,
    String statusDescription,
    String triggeredBy,
    String blockedEval,
    String previousEval,
    String waitUntil,
    String quotaLimitReached,
    Map<String, Integer> queuedAllocations,
    Map<String, Failure> failedTgAllocs,
    long createIndex,
    long modifyIndex,
    long createTime,
    long modifyTime) {

  Evaluation evaluation() {
    Map<String, PlacementFailure> failures = new HashMap<>();
    failedTgAllocs.forEach((group, failure) -> failures.put(shared(group), failure.failure()));
    return new Evaluation(
        id,
        JobJson.key(namespace, jobId),
        shared(type),
        priority,
        parsedStatus(),
        shared(statusDescription),
        shared(triggeredBy),
        blockedEval,
        previousEval,
        NomadJson.parseTime(waitUntil),
        quotaLimitReached,
        Map.copyOf(queuedAllocations),
        Map.copyOf(failures),
        time(createTime),
        time(modifyTime),
        createIndex,
        modifyIndex);
  }

  /** Whether the placement failures are in the previous evaluation, as before Nomad 1.1. */
  boolean hasFailuresInPrevious() {
    return status.equals("blocked") && failedTgAllocs.isEmpty() && !previousEval.isEmpty();
  }

  private static @Nullable Instant time(long nanos) {
    return nanos == 0 ? null : NomadJson.fromUnixNanos(nanos);
  }

  private Evaluation.Status parsedStatus() {
    return switch (status) {
      case "blocked" -> Evaluation.Status.BLOCKED;
      case "complete" -> Evaluation.Status.COMPLETE;
      case "failed" -> Evaluation.Status.FAILED;
      case "canceled", "cancelled" -> Evaluation.Status.CANCELED;
      default -> Evaluation.Status.PENDING;
    };
  }

  record Failure(
      int nodesEvaluated,
      int nodesFiltered,
      @Nullable Integer nodesInPool,
      String nodePool,
      Map<String, Integer> nodesAvailable,
      int nodesExhausted,
      Map<String, Integer> constraintFiltered,
      Map<String, Integer> dimensionExhausted,
      Map<String, NomadJson.RequestedResourcesJson> resourcesExhausted,
      List<String> quotaExhausted,
      int coalescedFailures) {

    PlacementFailure failure() {
      return new PlacementFailure(
          nodesEvaluated,
          nodesFiltered,
          nodesInPool == null ? -1 : nodesInPool,
          nodePool,
          Map.copyOf(nodesAvailable),
          nodesExhausted,
          Map.copyOf(constraintFiltered),
          Map.copyOf(dimensionExhausted),
          requested(),
          List.copyOf(quotaExhausted),
          coalescedFailures);
    }

    /** Nomad adds the size again for each further allocation of the group that can't be placed. */
    private Resources requested() {
      Resources sum = Resources.NONE;
      for (NomadJson.RequestedResourcesJson task : resourcesExhausted.values()) {
        sum = sum.plus(task.resources());
      }
      int failures = 1 + coalescedFailures;
      return new Resources(
          dimensionExhausted.containsKey("cpu") ? sum.cpu() / failures : 0,
          dimensionExhausted.containsKey("memory") ? sum.memory() / failures : 0,
          0);
    }
  }
}
