package dev.signalbox.nomad.drains.plans;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One client of a plan.
 *
 * @param note why it is where it is, empty where that needs no words
 * @param operation marks its drain at Nomad; null before it was begun
 * @param wasEligible whether it took builds before it was begun
 * @param writeIndex of its drain's write, or 0
 */
record PlanClient(
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

  /** Where it stands. */
  enum State {
    WAITING,
    /** About to be drained: whether Nomad was told is found out by asking. */
    STARTING,
    DRAINING,
    /** Drained, and about to be let in again. */
    RESTORING,
    DONE,
    FAILED,
    /** Nothing was done to it. */
    SKIPPED;

    boolean atWork() {
      return this == STARTING || this == DRAINING || this == RESTORING;
    }

    /** Whether something is to be done at Nomad, not only to be seen there. */
    boolean needsNomad() {
      return this == STARTING || this == RESTORING;
    }

    boolean over() {
      return this == DONE || this == FAILED || this == SKIPPED;
    }
  }

  static PlanClient waiting(int position, String clientId, String name) {
    return new PlanClient(position, clientId, name, State.WAITING, "", null, false, 0, null, null);
  }

  /** The same with what is seen of it before it is begun. */
  PlanClient found(boolean eligible) {
    return new PlanClient(
        position, clientId, name, state, note, operation, eligible, writeIndex, startedAt, endedAt);
  }

  /** The same as it is about to be drained. */
  PlanClient starting(UUID asOperation, Instant at) {
    return new PlanClient(
        position, clientId, name, State.STARTING, "", asOperation, wasEligible, 0, at, null);
  }

  /** The same as it is about to be let in again. */
  PlanClient restoring() {
    return new PlanClient(
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

  static PlanClient of(ResultSet row, int number) throws SQLException {
    return new PlanClient(
        row.getInt("position"),
        row.getString("client_id"),
        row.getString("name"),
        State.valueOf(row.getString("state")),
        row.getString("note"),
        row.getObject("operation", UUID.class),
        row.getBoolean("was_eligible"),
        row.getLong("write_index"),
        instant(row, "started_at"),
        instant(row, "ended_at"));
  }

  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    @Nullable OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
