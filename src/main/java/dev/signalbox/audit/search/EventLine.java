package dev.signalbox.audit.search;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An event as it stands in a list, without its JSON. */
record EventLine(
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

  static EventLine of(ResultSet row, int number) throws SQLException {
    return new EventLine(
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

  /** How the actor was called, or their id. */
  String actor() {
    return actorName == null ? actorId : actorName;
  }

  /** How the target was called, or its id. */
  String target() {
    return targetName == null ? targetId : targetName;
  }
}
