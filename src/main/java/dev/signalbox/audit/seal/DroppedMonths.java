package dev.signalbox.audit.seal;

import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Archived months that were dropped from the database. As many of their events may be missing as
 * the archive parts with a valid MAC hold.
 */
final class DroppedMonths {

  private final Map<YearMonth, Long> archived;
  private final Map<YearMonth, Long> missing = new HashMap<>();

  private DroppedMonths(Map<YearMonth, Long> archived) {
    this.archived = archived;
  }

  static DroppedMonths read(
      Connection connection, ManifestMacs manifests, Consumer<IntegrityFinding> found)
      throws SQLException {
    Map<YearMonth, Long> archived = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select a.*, exists (select from audit_dropped d where d.month = a.month) as dropped"
                    + " from audit_archive a order by month, part")) {
      while (row.next()) {
        LocalDate month = row.getObject("month", LocalDate.class);
        long events = row.getLong("events");
        byte[] mac = manifests.of(month, row.getInt("part"), events, row.getString("manifest"));
        if (!MessageDigest.isEqual(mac, row.getBytes("mac"))) {
          found.accept(IntegrityFinding.archiveChanged(YearMonth.from(month), row.getInt("part")));
        } else if (row.getBoolean("dropped")) {
          archived.merge(YearMonth.from(month), events, Long::sum);
        }
      }
    }
    return new DroppedMonths(archived);
  }

  /** Removes the events of dropped months from the ids of missing events, and counts them. */
  void removeDropped(Connection connection, Set<UUID> ids) throws SQLException {
    if (ids.isEmpty() || archived.isEmpty()) {
      return;
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select id, (date_trunc('month', occurred_at at time zone 'UTC'))::date"
                + " from audit_event_id i where id = any (?)"
                + " and not exists (select from audit_event e where e.id = i.id"
                + " and e.occurred_at = i.occurred_at)")) {
      statement.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          YearMonth month = YearMonth.from(row.getObject(2, LocalDate.class));
          if (archived.containsKey(month)) {
            ids.remove(row.getObject(1, UUID.class));
            missing.merge(month, 1L, Long::sum);
          }
        }
      }
    }
  }

  /** Reports missing events that are not in the archive; called after all seals are checked. */
  void reportMissing(Consumer<IntegrityFinding> found) {
    missing.forEach(
        (month, events) -> {
          long more = events - archived.getOrDefault(month, 0L);
          if (more > 0) {
            found.accept(IntegrityFinding.missingBeyondArchive(month, more));
          }
        });
  }
}
