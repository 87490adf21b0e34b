package dev.signalbox.nomad;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The scheduler's work on a job.
 *
 * @param triggeredBy Nomad's word, such as {@code job-register} or {@code node-drain}
 * @param blockedEvaluation the one that waits for room, made when this one could not place all
 * @param previousEvaluation the one that this one goes on from
 * @param waitUntil when a back-off ends, or null
 * @param quotaLimit the quota that was reached, or empty
 * @param queued how many allocations of each group wait
 * @param failures why a group could not be placed; on servers before 1.1 a blocked evaluation has
 *     none itself, its previous one has
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

  /** Where it stands. Canceled ones say nothing about the job. */
  public enum Status {
    BLOCKED,
    PENDING,
    COMPLETE,
    FAILED,
    CANCELED
  }

  /** Whether the scheduler is not done with it. */
  public boolean open() {
    return status == Status.BLOCKED || status == Status.PENDING;
  }
}
