package dev.signalbox.nomad.drains.release;

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
 * A machine on its way out.
 *
 * @param instance what its cloud calls it, empty where that is not known
 * @param note why it stands where it stands, empty where that needs no words
 * @param deadline null waits for every build
 * @param purge whether Nomad forgets the client once it is down
 * @param override why it was let pass although too few clients stay, empty where it was not
 * @param writeIndex of the drain's write, or 0
 * @param left builds that had not ended when it was last looked at
 * @param heartbeatAt when it was last seen that all goes well
 * @param endedAt null while there is something to do, or to watch
 * @param tries how often its next act was begun and came to nothing
 * @param failure what the last try came to, as the audit log tells it, or empty
 */
record Release(
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
    String failure) {

  /** How far it is. */
  enum State {
    REQUESTED,
    /** It takes no new builds. */
    CORDONED,
    DRAINING,
    /** Nomad calls it drained, but builds are still being stopped. */
    STOPPING,
    /** Nothing runs on it: whoever waits may terminate the machine. */
    SAFE,
    /** The machine is off, or was taken away. */
    RELEASED,
    /** And Nomad has forgotten it. */
    PURGED,
    CANCELLED,
    FAILED,
    /** The machine went away under running builds. */
    ABANDONED
  }

  boolean open() {
    return endedAt == null;
  }

  DrainOrder order() {
    return new DrainOrder(deadline, true);
  }

  Because because() {
    return new Because(actor, reason, operation, failure);
  }

  static Release of(ResultSet row, int number) throws SQLException {
    long seconds = row.getLong("deadline_seconds");
    @Nullable Duration deadline = row.wasNull() ? null : Duration.ofSeconds(seconds);
    @Nullable OffsetDateTime ended = row.getObject("ended_at", OffsetDateTime.class);
    return new Release(
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
        row.getString("failure"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
