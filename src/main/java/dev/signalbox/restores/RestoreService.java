package dev.signalbox.restores;

import dev.signalbox.audit.AuditLog;
import dev.signalbox.restores.RestoreOperation.Attempt;
import dev.signalbox.restores.RestoreOperation.State;
import dev.signalbox.restores.RestoreOperation.Step;
import dev.signalbox.restores.RestorePlan.PlannedClaim;
import dev.signalbox.restores.RestorePlan.PlannedWorkload;
import dev.signalbox.velero.SignalboxLabels;
import dev.signalbox.velero.SnapshotState;
import dev.signalbox.velero.state.VeleroState;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Starts, retries and cancels restores. {@link RestoreRunner} executes them. */
@Component
class RestoreService {

  private final RestoreOperations operations;
  private final RestorePlanner planner;
  private final VeleroState velero;
  private final AuditLog audit;
  private final TransactionTemplate transaction;
  private final Clock clock;

  RestoreService(
      RestoreOperations operations,
      RestorePlanner planner,
      VeleroState velero,
      AuditLog audit,
      TransactionTemplate transaction,
      Clock clock) {
    this.operations = operations;
    this.planner = planner;
    this.velero = velero;
    this.audit = audit;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * Records a restore, which the runner then executes.
   *
   * @param preview what it deletes
   */
  RestoreStartOutcome start(RestoreOrder order, RestorePreview preview) {
    RestoreOperation operation = planner.plan(order, preview);
    if (operations.findOpen().isPresent()) {
      return new RestoreStartOutcome.Busy();
    }
    try {
      transaction.executeWithoutResult(
          status -> {
            operations.add(operation);
            audit.record(
                "snapshot.restore.requested", RestoreChanges.target(operation), payload(operation));
          });
    } catch (DataIntegrityViolationException e) {
      // another instance was faster
      return new RestoreStartOutcome.Busy();
    }
    return new RestoreStartOutcome.Started(operation.id());
  }

  private static Map<String, ?> payload(RestoreOperation operation) {
    Map<String, Object> payload = new HashMap<>();
    payload.put("mode", operation.mode().code());
    payload.put("reason", operation.reason());
    payload.put("partial_accepted", operation.acceptsPartial());
    @Nullable Attempt safety = operation.safety();
    payload.put("safety_snapshot", safety == null ? "declined" : safety.name());
    payload.put(
        "workloads",
        operation.plan().workloads().stream().map(PlannedWorkload::reference).toList());
    payload.put("claims", operation.plan().claims().stream().map(PlannedClaim::name).toList());
    return payload;
  }

  /**
   * Continues a paused restore with the step that failed.
   *
   * @return false if it is not paused
   */
  boolean retry(UUID id) {
    return change(
        id,
        "snapshot.restore.resumed",
        operation -> operation.state() == State.PAUSED,
        (operation, stored) -> {
          Instant now = clock.instant();
          if (operation.step() == Step.SAFETY_SNAPSHOT && operation.safety() != null) {
            stored.setSafety(SafetySnapshot.attempt(now));
          } else if (operation.step() == Step.WAIT && !mayContinue(operation)) {
            stored.setRestore(RestorePlanner.restoreAttempt(operation.snapshot(), now));
            stored.proceed(Step.CREATE_RESTORE, now);
          }
          stored.resume(now);
        });
  }

  /** Whether Velero's restore is running or has ended well, so that another one isn't needed. */
  private boolean mayContinue(RestoreOperation operation) {
    String request = operation.restore().requestId().toString();
    return velero.inventory().restores().stream()
        .filter(one -> one.metadata().label(SignalboxLabels.REQUEST_ID).equals(request))
        .anyMatch(one -> one.state() != SnapshotState.FAILED);
  }

  /**
   * Cancels a restore. Workloads are started again if nothing was deleted.
   *
   * @return false if it can't be canceled any more
   */
  boolean cancel(UUID id) {
    return change(
        id,
        "snapshot.restore.canceled",
        RestoreOperation::isCancelable,
        (operation, stored) -> stored.cancel());
  }

  private interface Modification {
    void apply(RestoreOperation operation, StoredRestore stored);
  }

  private boolean change(
      UUID id, String action, Predicate<RestoreOperation> expected, Modification modification) {
    return Boolean.TRUE.equals(
        transaction.execute(
            status -> {
              boolean changed =
                  operations.change(
                      id, expected, stored -> modification.apply(stored.toOperation(), stored));
              if (changed) {
                operations
                    .find(id)
                    .ifPresent(
                        operation ->
                            audit.record(
                                action,
                                RestoreChanges.target(operation),
                                Map.of("step", operation.step().name())));
              }
              return changed;
            }));
  }

  /** Outcome of the request to start a restore. */
  sealed interface RestoreStartOutcome {

    record Started(UUID id) implements RestoreStartOutcome {}

    /** Nothing was changed; see the checks. */
    record Blocked(List<RestoreCheck> checks) implements RestoreStartOutcome {}

    /** What would be deleted has changed since it was shown. Nothing was changed. */
    record Outdated() implements RestoreStartOutcome {}

    /** Another restore has been started meanwhile. */
    record Busy() implements RestoreStartOutcome {}
  }
}
