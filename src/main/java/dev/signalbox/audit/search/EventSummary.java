package dev.signalbox.audit.search;

import dev.signalbox.coordination.DatabaseTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of a list of events, without the JSON fields.
 *
 * @param sender the user who sent it by the API or in a file; null if Signalbox wrote it, or if it
 *     was sent before senders were recorded
 */
record EventSummary(
    UUID id,
    String action,
    String actorId,
    @Nullable String actorName,
    String targetType,
    String targetId,
    @Nullable String targetName,
    Instant at,
    boolean success,
    @Nullable String sender) {

  static final String COLUMNS =
      "id, action, actor_id, actor_name, target_type, target_id, target_name, occurred_at, success,"
          + " (select coalesce(by_name, by_id) from audit_brought b(sent_batch)"
          + " where sent_batch = batch) as sender";

  static EventSummary of(ResultSet row, int number) throws SQLException {
    return new EventSummary(
        row.getObject("id", UUID.class),
        row.getString("action"),
        row.getString("actor_id"),
        row.getString("actor_name"),
        row.getString("target_type"),
        row.getString("target_id"),
        row.getString("target_name"),
        DatabaseTime.instant(row, "occurred_at"),
        row.getBoolean("success"),
        row.getString("sender"));
  }

  /** Returns the name of the actor at that time, or the id. */
  String actor() {
    return actorName == null ? actorId : actorName;
  }

  /** Returns the name of the target at that time, or the id. */
  String target() {
    return targetName == null ? targetId : targetName;
  }
}
