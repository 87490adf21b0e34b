package dev.signalbox.audit;

import dev.signalbox.live.Bulletin;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The one way into the audit log. An id is taken in once, however often and from however many sides
 * it comes: a table of all ids decides, and two who bring the same one wait for each other.
 */
@Component
public class EventStore {

  /** Those of the ids that nobody brought before; who brings the same ones waits here. */
  private static final String FRESH =
      """
      insert into audit_event_id
      select * from unnest(?::uuid[], ?::timestamptz[])
      on conflict do nothing
      returning id
      """;

  private static final String BATCH =
      """
      with batch as (
        insert into audit_batch values (?, ?, ?, ?) returning *)
      insert into audit_unsealed select * from batch
      """;

  private final JdbcTemplate database;
  private final Months months;
  private final Names names;
  private final RowMacs macs;
  private final Bulletin bulletin;

  EventStore(JdbcTemplate database, Months months, Names names, RowMacs macs, Bulletin bulletin) {
    this.database = database;
    this.months = months;
    this.names = names;
    this.macs = macs;
    this.bulletin = bulletin;
  }

  /**
   * Adds events as one batch of the caller's transaction.
   *
   * @param broughtBy who brings them, or null where the console says so itself
   * @return how many of them were not known before; the rest is left as it is
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public int add(List<NewEvent> events, @Nullable Actor broughtBy) {
    List<NewEvent> once = eachOnce(events);
    if (once.isEmpty()) {
      return 0;
    }
    months.make(once.stream().map(NewEvent::at));
    Integer stored =
        database.execute((Connection connection) -> stored(connection, once, broughtBy));
    if (stored == null || stored == 0) {
      return 0;
    }
    bulletin.changed("audit");
    return stored;
  }

  /** Of several with one id the first; in the order of ids, so that nobody waits in a ring. */
  private static List<NewEvent> eachOnce(List<NewEvent> events) {
    Set<Object> seen = new HashSet<>();
    return events.stream()
        .filter(event -> seen.add(event.id()))
        .sorted(Comparator.comparing(NewEvent::id))
        .toList();
  }

  private int stored(Connection connection, List<NewEvent> events, @Nullable Actor broughtBy)
      throws SQLException {
    List<NewEvent> fresh = fresh(connection, events);
    if (fresh.isEmpty()) {
      return 0;
    }
    long batch = number(connection);
    new EventRows(macs).copy(connection, batch, fresh);
    batch(connection, batch, fresh);
    if (broughtBy != null) {
      brought(connection, batch, broughtBy);
    }
    names.add(connection, fresh);
    return fresh.size();
  }

  private static List<NewEvent> fresh(Connection connection, List<NewEvent> events)
      throws SQLException {
    Set<Object> fresh = new HashSet<>();
    try (PreparedStatement statement = connection.prepareStatement(FRESH)) {
      statement.setArray(
          1, connection.createArrayOf("uuid", events.stream().map(NewEvent::id).toArray()));
      statement.setArray(
          2,
          connection.createArrayOf(
              "timestamptz",
              events.stream().map(event -> event.at().atOffset(ZoneOffset.UTC)).toArray()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          fresh.add(row.getObject(1));
        }
      }
    }
    return fresh.size() == events.size()
        ? events
        : events.stream().filter(event -> fresh.contains(event.id())).toList();
  }

  private static long number(Connection connection) throws SQLException {
    try (var statement = connection.prepareStatement("select nextval('audit_batch_number')");
        var row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void batch(Connection connection, long number, List<NewEvent> events)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(BATCH)) {
      statement.setLong(1, number);
      statement.setInt(2, events.size());
      statement.setObject(3, edge(events, Comparator.naturalOrder()));
      statement.setObject(4, edge(events, Comparator.reverseOrder()));
      statement.executeUpdate();
    }
  }

  private static OffsetDateTime edge(List<NewEvent> events, Comparator<Instant> order) {
    return events.stream().map(NewEvent::at).min(order).orElseThrow().atOffset(ZoneOffset.UTC);
  }

  private static void brought(Connection connection, long batch, Actor by) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("insert into audit_brought values (?, ?, ?)")) {
      statement.setLong(1, batch);
      statement.setString(2, by.id());
      statement.setString(3, by.name());
      statement.executeUpdate();
    }
  }
}
