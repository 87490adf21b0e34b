package dev.signalbox.restores;

import dev.signalbox.audit.Actor;
import dev.signalbox.restores.RestoreOperation.Attempt;
import dev.signalbox.restores.RestoreOperation.State;
import dev.signalbox.restores.RestoreOperation.Step;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A restore in the database. */
@Entity
@Table(name = "snapshot_restore")
class StoredRestore {

  private static final JsonMapper JSON = JsonMapper.shared();

  @Id private UUID id;

  @SuppressWarnings("UnusedVariable") // two instances must not overwrite each other
  @Version
  private @Nullable Integer version;

  private String snapshot;
  private String snapshotUid;

  @Enumerated(EnumType.STRING)
  private RestoreMode mode;

  private boolean acceptsPartial;
  private String reason;
  private String actorType;
  private String actorId;
  private @Nullable String actorName;

  @Enumerated(EnumType.STRING)
  private Step step;

  @Enumerated(EnumType.STRING)
  private State state;

  private String note;
  private int failures;
  private @Nullable Instant retryAt;
  private @Nullable String safetyName;
  private @Nullable UUID safetyRequest;
  private String restoreName;
  private UUID restoreRequest;
  private String plan;
  private @Nullable String outcome;
  private @Nullable UUID undoOf;
  private Instant createdAt;
  private Instant stepSince;
  private @Nullable Instant endedAt;

  @SuppressWarnings("NullAway.Init") // filled in by JPA
  StoredRestore() {}

  StoredRestore(RestoreOperation operation) {
    id = operation.id();
    snapshot = operation.snapshot();
    snapshotUid = operation.snapshotUid();
    mode = operation.mode();
    acceptsPartial = operation.acceptsPartial();
    reason = operation.reason();
    actorType = operation.actor().type();
    actorId = operation.actor().id();
    actorName = operation.actor().name();
    step = operation.step();
    state = operation.state();
    note = operation.note();
    failures = operation.failures();
    retryAt = operation.retryAt();
    @Nullable Attempt safety = operation.safety();
    safetyName = safety == null ? null : safety.name();
    safetyRequest = safety == null ? null : safety.requestId();
    restoreName = operation.restore().name();
    restoreRequest = operation.restore().requestId();
    plan = JSON.writeValueAsString(operation.plan());
    undoOf = operation.undoOf();
    createdAt = operation.createdAt();
    stepSince = operation.stepSince();
  }

  RestoreOperation toOperation() {
    return new RestoreOperation(
        id,
        snapshot,
        snapshotUid,
        mode,
        acceptsPartial,
        reason,
        new Actor(actorType, actorId, actorName),
        step,
        state,
        note,
        failures,
        retryAt,
        safetyName == null || safetyRequest == null ? null : new Attempt(safetyName, safetyRequest),
        new Attempt(restoreName, restoreRequest),
        JSON.readValue(plan, RestorePlan.class),
        outcome == null ? null : JSON.readValue(outcome, RestoreOutcome.class),
        undoOf,
        createdAt,
        stepSince,
        endedAt);
  }

  /** Begins a step, after a successful one. */
  void proceed(Step next, Instant now) {
    step = next;
    stepSince = now;
    clear();
  }

  /** Records why it waits, and that the last request has succeeded. */
  void waitFor(String why) {
    clear();
    note = why;
  }

  /** Records a failed request and the time of the next attempt. */
  void fail(String why, Instant nextAttempt) {
    failures++;
    retryAt = nextAttempt;
    note = why;
  }

  /** Stops until a user retries or cancels. */
  void pause(String why) {
    clear();
    state = State.PAUSED;
    note = why;
  }

  void resume(Instant now) {
    clear();
    state = State.RUNNING;
    stepSince = now;
  }

  void cancel() {
    clear();
    state = State.CANCELING;
  }

  void setSafety(Attempt attempt) {
    safetyName = attempt.name();
    safetyRequest = attempt.requestId();
  }

  void setRestore(Attempt attempt) {
    restoreName = attempt.name();
    restoreRequest = attempt.requestId();
  }

  void setOutcome(RestoreOutcome result) {
    outcome = JSON.writeValueAsString(result);
  }

  /** Continues with Velero's restore, which could not be canceled. */
  void runAgain() {
    state = State.RUNNING;
  }

  void end(State last, String how, Instant now) {
    clear();
    state = last;
    step = last == State.FINISHED ? Step.DONE : step;
    note = how;
    endedAt = now;
  }

  private void clear() {
    failures = 0;
    retryAt = null;
    note = "";
  }
}
