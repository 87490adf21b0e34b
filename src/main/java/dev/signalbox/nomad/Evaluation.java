package dev.signalbox.nomad;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Nomad evaluation: one scheduling decision for a job.
 *
 * @param triggeredBy such as {@code job-register} or {@code node-drain}
 * @param blockedEvaluation the id of the blocked evaluation that was created because not every
 *     allocation could be placed, or empty
 * @param previousEvaluation the id of the evaluation that created this one, or empty
 * @param waitUntil when a delayed evaluation is processed, or null
 * @param quotaLimit the quota that was reached, or empty
 * @param queued number of unplaced allocations by group
 * @param failures placement failures by group; on servers before 1.1 a blocked evaluation has none,
 *     see its previous evaluation
 */
public record Evaluation(
    String id,
    JobKey job,
    String type,
    int priority,
    Status status,
    String statusDescription,
    String triggeredBy,
    String blockedEvaluation,
    String previousEvaluation,
    @Nullable Instant waitUntil,
    String quotaLimit,
    Map<String, Integer> queued,
    Map<String, PlacementFailure> failures,
    @Nullable Instant createdAt,
    @Nullable Instant modifiedAt,
    long createIndex,
    long modifyIndex) {

  /** The status of the evaluation. Canceled ones say nothing about the job. */
  public enum Status {
    BLOCKED,
    PENDING,
    COMPLETE,
    FAILED,
    CANCELED
  }

  /** Whether it is blocked or pending. */
  public boolean isOpen() {
    return status == Status.BLOCKED || status == Status.PENDING;
  }
}
