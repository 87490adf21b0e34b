package dev.signalbox.audit.search;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * One event of the audit log with all its fields.
 *
 * @param sender the user who sent it by the API or in a file; null if Signalbox wrote it, or if it
 *     was sent before senders were recorded
 * @param occurred the time as received, with up to nine fractional digits
 */
record AuditEvent(
    EventSummary summary,
    String occurred,
    int version,
    @Nullable String requestId,
    @Nullable String sender,
    Json json) {

  /** The JSON fields, byte for byte as received. */
  record Json(
      String actor,
      String target,
      String payload,
      String metadata,
      @Nullable String scope,
      @Nullable String request) {}

  static AuditEvent of(ResultSet row, int number) throws SQLException {
    return new AuditEvent(
        EventSummary.of(row, number),
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
