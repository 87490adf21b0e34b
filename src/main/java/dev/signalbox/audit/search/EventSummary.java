package dev.signalbox.audit.search;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of a list of events, without the JSON fields. */
record EventSummary(
    UUID id,
    String action,
    String actorId,
    @Nullable String actorName,
    String targetType,
    String targetId,
    @Nullable String targetName,
    Instant at,
    boolean success) {

  static final String COLUMNS =
      "id, action, actor_id, actor_name, target_type, target_id, target_name, occurred_at, success";

  static EventSummary of(ResultSet row, int number) throws SQLException {
    return new EventSummary(
        row.getObject("id", UUID.class),
        row.getString("action"),
        row.getString("actor_id"),
        row.getString("actor_name"),
        row.getString("target_type"),
        row.getString("target_id"),
        row.getString("target_name"),
        row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
        row.getBoolean("success"));
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
