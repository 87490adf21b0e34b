package dev.signalbox.audit.ingest;

import dev.signalbox.coordination.DatabaseTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The import of a file of events.
 *
 * @param size in bytes
 * @param position number of bytes imported; the offset of the next chunk
 * @param lines number of lines imported
 * @param firstRejected the first rejected lines, with the reason
 * @param endedAt when the last byte was imported, or null
 */
record FileImport(
    UUID id,
    String account,
    @Nullable String accountName,
    String name,
    long size,
    long position,
    long lines,
    long stored,
    long duplicates,
    long rejected,
    List<String> firstRejected,
    Instant startedAt,
    Instant seenAt,
    @Nullable Instant endedAt) {

  /** Whether the file is imported and had no valid event. */
  boolean hasNoEvents() {
    return endedAt != null && stored + duplicates == 0;
  }

  static FileImport of(ResultSet row, int number) throws SQLException {
    return new FileImport(
        row.getObject("id", UUID.class),
        row.getString("account"),
        row.getString("account_name"),
        row.getString("name"),
        row.getLong("size"),
        row.getLong("position"),
        row.getLong("lines"),
        row.getLong("stored"),
        row.getLong("duplicates"),
        row.getLong("rejected"),
        List.of((String[]) row.getArray("first_rejected").getArray()),
        DatabaseTime.instant(row, "started_at"),
        DatabaseTime.instant(row, "seen_at"),
        DatabaseTime.nullableInstant(row, "ended_at"));
  }
}
