package dev.signalbox.drains.rolling;

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
 * A rolling drain, called a plan in URLs, in the database and in audit actions.
 *
 * @param batchSize maximum number of clients that drain at the same time
 * @param keepReady minimum number of ready clients per class, node pool and datacenter
 * @param deadline deadline of each drain, or null to wait for all builds
 * @param eligibleAfter whether a drained client is marked eligible again
 * @param waitForQueue whether to start no drain while jobs are queued for capacity
 * @param waitReason why the plan is waiting, or empty
 * @param actor the user who started it
 * @param endedAt null while the plan is in progress
 * @param halted whether no request is sent to Nomad until a user resumes the plan
 * @param failures number of consecutive failed requests to Nomad
 * @param retryAt time of the next attempt after a failure, or null
 */
record RollingDrain(
    UUID id,
    String reason,
    int batchSize,
    int keepReady,
    @Nullable Duration deadline,
    boolean ignoreSystemJobs,
    boolean eligibleAfter,
    boolean waitForQueue,
    State state,
    String waitReason,
    Actor actor,
    Instant createdAt,
    @Nullable Instant endedAt,
    boolean halted,
    int failures,
    @Nullable Instant retryAt) {

  /** The requested state. Drains in progress finish in every state. */
  enum State {
    RUNNING,
    /** No further drains start until the plan is resumed. */
    PAUSED,
    /** No further drains start; the plan can't be resumed. */
    ABORTED,
    FINISHED
  }

  DrainSpec order() {
    return new DrainSpec(deadline, ignoreSystemJobs);
  }

  /** The context for an operation on one of its clients. */
  OperationContext context(UUID operation) {
    return new OperationContext(actor, reason, operation);
  }

  /** Whether requests that change Nomad may be sent now; reads are always allowed. */
  boolean canAct(Instant now) {
    return !halted && (retryAt == null || !now.isBefore(retryAt));
  }

  boolean isOpen() {
    return endedAt == null;
  }

  static RollingDrain of(ResultSet row, int number) throws SQLException {
    long seconds = row.getLong("deadline_seconds");
    @Nullable Duration deadline = row.wasNull() ? null : Duration.ofSeconds(seconds);
    return new RollingDrain(
        row.getObject("id", UUID.class),
        row.getString("reason"),
        row.getInt("at_once"),
        row.getInt("keep_ready"),
        deadline,
        row.getBoolean("ignore_system_jobs"),
        row.getBoolean("eligible_after"),
        row.getBoolean("wait_for_queue"),
        State.valueOf(row.getString("state")),
        row.getString("waits"),
        new Actor(
            row.getString("actor_type"), row.getString("actor_id"), row.getString("actor_name")),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        RollingDrainClient.instant(row, "ended_at"),
        row.getBoolean("halted"),
        row.getInt("failures"),
        RollingDrainClient.instant(row, "retry_at"));
  }
}
