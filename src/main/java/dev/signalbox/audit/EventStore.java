package dev.signalbox.audit;

import dev.signalbox.coordination.InstanceNotifier;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
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
 * Writes events to the audit log; all events pass through it. Each id is stored once: a table of
 * ids serializes concurrent inserts of the same id. SQL, because events are inserted in bulk with
 * COPY.
 */
@Component
public class EventStore {

  /** Returns the new ids; waits for concurrent transactions that insert the same ids. */
  private static final String INSERT_NEW_IDS =
      """
      insert into audit_event_id
      select * from unnest(?::uuid[], ?::timestamptz[])
      on conflict do nothing
      returning id
      """;

  private static final String INSERT_BATCH =
      """
      with batch as (
        insert into audit_batch values (?, ?, ?, ?) returning *)
      insert into audit_unsealed select * from batch
      """;

  private final JdbcTemplate database;
  private final MonthlyPartitions months;
  private final NameIndex names;
  private final RowMacs macs;
  private final InstanceNotifier notifier;
  private final Clock clock;

  EventStore(
      JdbcTemplate database,
      MonthlyPartitions months,
      NameIndex names,
      RowMacs macs,
      InstanceNotifier notifier,
      Clock clock) {
    this.database = database;
    this.months = months;
    this.names = names;
    this.macs = macs;
    this.notifier = notifier;
    this.clock = clock;
  }

  /**
   * Adds events as one batch, in the caller's transaction.
   *
   * @param sender the user who sent them, or null for events of Signalbox
   * @return the number of new events; duplicates are skipped
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public int add(List<NewEvent> events, @Nullable Actor sender) {
    List<NewEvent> once = distinct(events);
    if (once.isEmpty()) {
      return 0;
    }
    months.create(once.stream().map(NewEvent::at));
    Integer stored = database.execute((Connection connection) -> insert(connection, once, sender));
    if (stored == null || stored == 0) {
      return 0;
    }
    notifier.publishChange("audit");
    return stored;
  }

  /** Keeps the first event of each id, ordered by id to prevent deadlocks. */
  private static List<NewEvent> distinct(List<NewEvent> events) {
    Set<Object> seen = new HashSet<>();
    return events.stream()
        .filter(event -> seen.add(event.id()))
        .sorted(Comparator.comparing(NewEvent::id))
        .toList();
  }

  private int insert(Connection connection, List<NewEvent> events, @Nullable Actor sender)
      throws SQLException {
    List<NewEvent> added = newEvents(connection, events);
    if (added.isEmpty()) {
      return 0;
    }
    long batch = nextBatchNumber(connection);
    new EventCopyWriter(macs).copy(connection, batch, added);
    insertBatch(connection, batch, added);
    if (sender != null) {
      addSender(connection, batch, sender);
    }
    names.add(connection, added);
    return added.size();
  }

  private static List<NewEvent> newEvents(Connection connection, List<NewEvent> events)
      throws SQLException {
    Set<Object> newIds = new HashSet<>();
    try (PreparedStatement statement = connection.prepareStatement(INSERT_NEW_IDS)) {
      statement.setArray(
          1, connection.createArrayOf("uuid", events.stream().map(NewEvent::id).toArray()));
      statement.setArray(
          2,
          connection.createArrayOf(
              "timestamptz",
              events.stream().map(event -> event.at().atOffset(ZoneOffset.UTC)).toArray()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          newIds.add(row.getObject(1));
        }
      }
    }
    return newIds.size() == events.size()
        ? events
        : events.stream().filter(event -> newIds.contains(event.id())).toList();
  }

  private static long nextBatchNumber(Connection connection) throws SQLException {
    try (var statement = connection.prepareStatement("select nextval('audit_batch_number')");
        var row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void insertBatch(Connection connection, long number, List<NewEvent> events)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(INSERT_BATCH)) {
      statement.setLong(1, number);
      statement.setInt(2, events.size());
      statement.setObject(3, boundary(events, Comparator.naturalOrder()));
      statement.setObject(4, boundary(events, Comparator.reverseOrder()));
      statement.executeUpdate();
    }
  }

  private static OffsetDateTime boundary(List<NewEvent> events, Comparator<Instant> order) {
    return events.stream().map(NewEvent::at).min(order).orElseThrow().atOffset(ZoneOffset.UTC);
  }

  private void addSender(Connection connection, long batch, Actor sender) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "insert into audit_brought (batch, by_id, by_name, brought_at) values (?, ?, ?, ?)")) {
      statement.setLong(1, batch);
      statement.setString(2, sender.id());
      statement.setString(3, sender.name());
      statement.setObject(4, clock.instant().atOffset(ZoneOffset.UTC));
      statement.executeUpdate();
    }
  }
}
