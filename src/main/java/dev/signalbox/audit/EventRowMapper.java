package dev.signalbox.audit;

import dev.signalbox.coordination.DatabaseTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/** Maps rows of the log to events. */
public final class EventRowMapper {

  private EventRowMapper() {}

  /** Returns the event in the current row of a {@code select *}. */
  public static NewEvent read(ResultSet row) throws SQLException {
    return new NewEvent(
        row.getObject("id", UUID.class),
        row.getString("action"),
        row.getString("occurred"),
        DatabaseTime.instant(row, "occurred_at"),
        row.getInt("version"),
        row.getBoolean("success"),
        new NewEvent.Json(
            row.getString("actor"),
            row.getString("target"),
            row.getString("payload"),
            row.getString("metadata"),
            row.getString("scope"),
            row.getString("request")),
        new NewEvent.Keys(
            row.getString("actor_id"),
            row.getString("actor_name"),
            row.getString("target_type"),
            row.getString("target_id"),
            row.getString("target_name"),
            row.getString("request_id")));
  }
}
