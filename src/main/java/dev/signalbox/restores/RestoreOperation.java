package dev.signalbox.restores;

import dev.signalbox.audit.Actor;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A restore that Signalbox runs.
 *
 * @param acceptsPartial whether the user accepted a snapshot with missing data
 * @param note why it waits or is paused, or how it ended, as full sentences; may be empty
 * @param failures number of consecutive failed requests
 * @param retryAt time of the next attempt after a failure, or null
 * @param safety the snapshot taken first, or null if the user declined it
 * @param restore the Restore of Velero, which may not exist yet
 * @param outcome how Velero's restore ended, or null
 * @param undoOf the restore that this one undoes, or null
 * @param stepSince when the current step began
 */
record RestoreOperation(
    UUID id,
    String snapshot,
    String snapshotUid,
    RestoreMode mode,
    boolean acceptsPartial,
    String reason,
    Actor actor,
    Step step,
    State state,
    String note,
    int failures,
    @Nullable Instant retryAt,
    @Nullable Attempt safety,
    Attempt restore,
    RestorePlan plan,
    @Nullable RestoreOutcome outcome,
    @Nullable UUID undoOf,
    Instant createdAt,
    Instant stepSince,
    @Nullable Instant endedAt) {

  /** The steps, in their order. */
  enum Step {
    SAFETY_SNAPSHOT,
    STOP_WORKLOADS,
    DELETE,
    CREATE_RESTORE,
    WAIT,
    DONE
  }

  /** Whether steps are executed. */
  enum State {
    RUNNING,
    /** No step is executed until a user retries. */
    PAUSED,
    /** What was stopped is started again, if nothing was deleted. */
    CANCELING,
    CANCELED,
    FINISHED;

    boolean isFinal() {
      return this == CANCELED || this == FINISHED;
    }

    /** Returns whether the runner executes steps. */
    boolean isActive() {
      return this == RUNNING || this == CANCELING;
    }
  }

  /**
   * An object in Velero. Its name and request are recorded before it is created, so that it is
   * found after a crash.
   */
  record Attempt(String name, UUID requestId) {}

  /** Returns whether requests may be sent now. */
  boolean canAct(Instant now) {
    return state.isActive() && (retryAt == null || !now.isBefore(retryAt));
  }

  /** Returns the first step after the safety snapshot. */
  Step firstChange() {
    return mode == RestoreMode.REPLACE ? Step.STOP_WORKLOADS : Step.CREATE_RESTORE;
  }

  /** Returns the login of the user who started it. */
  String startedBy() {
    return Objects.requireNonNullElse(actor.name(), actor.id());
  }

  /** Returns whether it can be canceled: Velero doesn't cancel a running restore. */
  boolean isCancelable() {
    return switch (state) {
      case RUNNING -> step != Step.WAIT;
      case PAUSED -> true;
      case CANCELING, CANCELED, FINISHED -> false;
    };
  }
}
