package dev.signalbox.nomad.wire;

import static dev.signalbox.nomad.wire.NomadJson.shared;

import dev.signalbox.nomad.Evaluation;
import dev.signalbox.nomad.PlacementFailure;
import dev.signalbox.nomad.Resources;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An evaluation, of which newer servers leave out what is empty. */
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
        word(),
        shared(statusDescription),
        shared(triggeredBy),
        blockedEval,
        previousEval,
        NomadJson.time(waitUntil),
        quotaLimitReached,
        Map.copyOf(queuedAllocations),
        Map.copyOf(failures),
        time(createTime),
        time(modifyTime),
        createIndex,
        modifyIndex);
  }

  /** Whether it waits without saying why, as before 1.1: what it goes back to knows. */
  boolean keepsTheReason() {
    return status.equals("blocked") && failedTgAllocs.isEmpty() && !previousEval.isEmpty();
  }

  private static @Nullable Instant time(long nanos) {
    return nanos == 0 ? null : NomadJson.nanos(nanos);
  }

  private Evaluation.Status word() {
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
      Map<String, NomadJson.Asked> resourcesExhausted,
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
          asked(),
          List.copyOf(quotaExhausted),
          coalescedFailures);
    }

    /**
     * Nomad adds the size up once more for each further allocation of the group it cannot place.
     */
    private Resources asked() {
      Resources sum = Resources.NONE;
      for (NomadJson.Asked task : resourcesExhausted.values()) {
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
