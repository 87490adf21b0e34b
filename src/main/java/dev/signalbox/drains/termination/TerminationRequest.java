package dev.signalbox.drains.termination;

import dev.signalbox.audit.Actor;
import dev.signalbox.drains.OperationContext;
import dev.signalbox.nomad.NomadCommands.DrainSpec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The release of a machine: its client is drained, so that the machine can be terminated.
 *
 * @param instance the cloud provider's id of the machine, empty if unknown
 * @param note explanation of the state, or empty
 * @param deadline deadline of the drain, or null to wait for all builds
 * @param purge whether the client is purged once it is down
 * @param override why the release was started in spite of insufficient capacity, or empty
 * @param operation id of the drain, stored in Nomad's drain metadata
 * @param writeIndex Nomad's index of the write that started the drain, or 0
 * @param left number of unfinished builds at the last check
 * @param heartbeatAt time of the last check without a problem
 * @param endedAt null while the release is in progress
 * @param tries number of attempts of the current step
 * @param failure the failure of the last attempt, as recorded in the audit log, or empty
 * @param halted why no request is sent until an admin resumes the release, or empty
 */
record TerminationRequest(
    UUID id,
    String clientId,
    String name,
    String instance,
    State state,
    String note,
    String reason,
    @Nullable Duration deadline,
    boolean purge,
    String override,
    Actor actor,
    UUID operation,
    long writeIndex,
    int left,
    Instant requestedAt,
    Instant stateSince,
    Instant heartbeatAt,
    @Nullable Instant endedAt,
    int tries,
    String failure,
    String halted) {

  /** The progress of a release. */
  enum State {
    REQUESTED,
    /** The client is ineligible. */
    CORDONED,
    DRAINING,
    /** Nomad reports the drain as complete, but builds are still stopping. */
    STOPPING,
    /** No build is running; the machine may be terminated. */
    SAFE,
    /** The machine was terminated. */
    RELEASED,
    /** The machine was terminated and the client removed from Nomad. */
    PURGED,
    CANCELLED,
    FAILED,
    /** The machine disappeared while builds were running. */
    ABANDONED
  }

  boolean isOpen() {
    return endedAt == null;
  }

  /** Whether no request is sent and the state does not change until an admin resumes. */
  boolean isHalted() {
    return !halted.isEmpty();
  }

  /** Why it is halted, or its note, or empty. */
  String explanation() {
    return halted.isEmpty() ? note : halted;
  }

  DrainSpec order() {
    return new DrainSpec(deadline, true);
  }

  OperationContext context() {
    return new OperationContext(actor, reason, operation, failure);
  }

  static TerminationRequest of(ResultSet row, int number) throws SQLException {
    long seconds = row.getLong("deadline_seconds");
    @Nullable Duration deadline = row.wasNull() ? null : Duration.ofSeconds(seconds);
    @Nullable OffsetDateTime ended = row.getObject("ended_at", OffsetDateTime.class);
    return new TerminationRequest(
        row.getObject("id", UUID.class),
        row.getString("client_id"),
        row.getString("name"),
        row.getString("instance"),
        State.valueOf(row.getString("state")),
        row.getString("note"),
        row.getString("reason"),
        deadline,
        row.getBoolean("purge"),
        row.getString("override"),
        new Actor(
            row.getString("actor_type"), row.getString("actor_id"), row.getString("actor_name")),
        row.getObject("operation", UUID.class),
        row.getLong("write_index"),
        row.getInt("builds_left"),
        instant(row, "requested_at"),
        instant(row, "state_since"),
        instant(row, "heartbeat_at"),
        ended == null ? null : ended.toInstant(),
        row.getInt("tries"),
        row.getString("failure"),
        row.getString("halted"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
