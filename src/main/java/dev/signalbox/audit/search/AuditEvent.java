package dev.signalbox.audit.search;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * One event of the audit log, with the guide's fields.
 *
 * @param broughtBy who sent it by the API or in a file, or null where the console wrote it itself
 *     or nobody recorded it yet
 * @param occurred the time as it was written, with up to nine digits of a second
 */
record AuditEvent(
    EventLine line,
    String occurred,
    int version,
    @Nullable String requestId,
    @Nullable String broughtBy,
    Json json) {

  /** The fields that are JSON, byte for byte as they were written. */
  record Json(
      String actor,
      String target,
      String payload,
      String metadata,
      @Nullable String scope,
      @Nullable String request) {}

  static AuditEvent of(ResultSet row, int number) throws SQLException {
    return new AuditEvent(
        EventLine.of(row, number),
        row.getString("occurred"),
        row.getInt("version"),
        row.getString("request_id"),
        row.getString("brought_by"),
        new Json(
            row.getString("actor"),
            row.getString("target"),
            row.getString("payload"),
            row.getString("metadata"),
            row.getString("scope"),
            row.getString("request")));
  }
}
