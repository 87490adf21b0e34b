package dev.signalbox.drains.rolling;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One client of a rolling drain.
 *
 * @param note explanation of the state, or empty
 * @param operation id of the drain, stored in Nomad's drain metadata; null before the drain starts
 * @param wasEligible whether the client was eligible before its drain
 * @param writeIndex Nomad's index of the write that started the drain, or 0
 */
record RollingDrainClient(
    int position,
    String clientId,
    String name,
    State state,
    String note,
    @Nullable UUID operation,
    boolean wasEligible,
    long writeIndex,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt) {

  enum State {
    WAITING,
    /** About to be drained. Nomad may or may not have received the request yet. */
    STARTING,
    DRAINING,
    /** Drained, and about to be marked eligible. */
    RESTORING,
    DONE,
    FAILED,
    SKIPPED;

    boolean isActive() {
      return this == STARTING || this == DRAINING || this == RESTORING;
    }

    /** Whether the next step is a request to Nomad, not only a read. */
    boolean requiresNomad() {
      return this == STARTING || this == RESTORING;
    }

    boolean isFinished() {
      return this == DONE || this == FAILED || this == SKIPPED;
    }
  }

  static RollingDrainClient waiting(int position, String clientId, String name) {
    return new RollingDrainClient(
        position, clientId, name, State.WAITING, "", null, false, 0, null, null);
  }

  /** Returns a copy with the eligibility that was observed before the drain. */
  RollingDrainClient withEligibility(boolean eligible) {
    return new RollingDrainClient(
        position, clientId, name, state, note, operation, eligible, writeIndex, startedAt, endedAt);
  }

  RollingDrainClient asStarting(UUID asOperation, Instant at) {
    return new RollingDrainClient(
        position, clientId, name, State.STARTING, "", asOperation, wasEligible, 0, at, null);
  }

  RollingDrainClient asRestoring() {
    return new RollingDrainClient(
        position,
        clientId,
        name,
        State.RESTORING,
        "",
        operation,
        wasEligible,
        writeIndex,
        startedAt,
        endedAt);
  }
}
