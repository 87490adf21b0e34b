package dev.signalbox.audit.search;

import dev.signalbox.coordination.DatabaseTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One event of the audit log with all its fields, for the page of the event.
 *
 * @param bytes size of the JSON fields, which may be cut here
 * @param receivedAt when it was sent; null if Signalbox wrote it, or if that was not recorded
 * @param occurred the time as received, with up to nine fractional digits
 */
record AuditEvent(
    EventSummary summary,
    String occurred,
    int version,
    @Nullable String requestId,
    @Nullable Instant receivedAt,
    long bytes,
    Json json) {

  /** The number of characters of a JSON field that are read; an event may have 16 MiB. */
  static final int MAX_SHOWN = 64 * 1024;

  /** The columns that {@link #of} reads, with one character more of a JSON field that is cut. */
  static final String COLUMNS =
      EventSummary.COLUMNS
          + ", occurred, version, request_id, "
          + Stream.of("actor", "target", "payload", "metadata", "scope", "request")
              .map(field -> "left(%1$s::text, %2$d) as %1$s".formatted(field, MAX_SHOWN + 1))
              .collect(Collectors.joining(", "))
          + ", octet_length(concat(actor, target, payload, metadata, scope, request)) as bytes";

  /**
   * The JSON fields, byte for byte as received. Texts longer than {@link #MAX_SHOWN} characters are
   * incomplete.
   */
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
        DatabaseTime.nullableInstant(row, "brought_at"),
        row.getLong("bytes"),
        new Json(
            row.getString("actor"),
            row.getString("target"),
            row.getString("payload"),
            row.getString("metadata"),
            row.getString("scope"),
            row.getString("request")));
  }
}
