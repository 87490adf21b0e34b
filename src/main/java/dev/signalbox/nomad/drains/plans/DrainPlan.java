package dev.signalbox.nomad.drains.plans;

import dev.signalbox.audit.Actor;
import dev.signalbox.nomad.NomadActs.DrainOrder;
import dev.signalbox.nomad.drains.Because;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A rolling drain.
 *
 * @param atOnce how many clients at a time
 * @param keepReady how many ready clients stay, whatever happens
 * @param deadline null waits for every build
 * @param eligibleAfter whether a drained client takes builds again
 * @param waitForQueue whether no client is taken while jobs wait for room
 * @param waits why nothing goes on, empty while something does
 * @param actor who wants it
 * @param endedAt null while there is something to do, or to watch
 * @param halted whether nothing more is done at Nomad until somebody resumes it
 * @param failures how often in a row Nomad failed
 * @param retryAt when Nomad is asked again after it failed, or null
 */
record DrainPlan(
    UUID id,
    String reason,
    int atOnce,
    int keepReady,
    @Nullable Duration deadline,
    boolean ignoreSystemJobs,
    boolean eligibleAfter,
    boolean waitForQueue,
    State state,
    String waits,
    Actor actor,
    Instant createdAt,
    @Nullable Instant endedAt,
    boolean halted,
    int failures,
    @Nullable Instant retryAt) {

  /** What somebody last wanted of it. What drains ends in any case. */
  enum State {
    RUNNING,
    /** No further client is begun. */
    PAUSED,
    /** No further client is begun, ever. */
    ABORTED,
    FINISHED
  }

  DrainOrder order() {
    return new DrainOrder(deadline, ignoreSystemJobs);
  }

  /** Why its clients are drained, for one of them. */
  Because because(UUID operation) {
    return new Because(actor, reason, operation);
  }

  /** Whether anything may be done at Nomad now; looking is always allowed. */
  boolean mayAct(Instant now) {
    return !halted && (retryAt == null || !now.isBefore(retryAt));
  }

  boolean open() {
    return endedAt == null;
  }

  static DrainPlan of(ResultSet row, int number) throws SQLException {
    long seconds = row.getLong("deadline_seconds");
    @Nullable Duration deadline = row.wasNull() ? null : Duration.ofSeconds(seconds);
    return new DrainPlan(
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
        PlanClient.instant(row, "ended_at"),
        row.getBoolean("halted"),
        row.getInt("failures"),
        PlanClient.instant(row, "retry_at"));
  }
}
