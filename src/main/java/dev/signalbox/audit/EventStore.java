package dev.signalbox.audit;

import dev.signalbox.live.Bulletin;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
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

  private static final String EVENTS =
      """
      with incoming as (
        select * from unnest(?::uuid[], ?::timestamptz[], ?::int[], ?::boolean[], ?::text[],
          ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
          ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bytea[])
        as t (id, occurred_at, version, success, occurred, action, actor_id, actor_name,
          target_type, target_id, target_name, request_id, actor, target, payload, metadata, scope,
          request, mac)),
      fresh as (
        insert into audit_event_id
        select id, occurred_at from incoming order by id
        on conflict do nothing
        returning id),
      stored as (
        insert into audit_event (occurred_at, id, batch, version, success, occurred, action,
          actor_id, actor_name, target_type, target_id, target_name, request_id, actor, target,
          payload, metadata, scope, request, mac)
        select occurred_at, id, ?, version, success, occurred, action, actor_id, actor_name,
          target_type, target_id, target_name, request_id, actor::json, target::json,
          payload::json, metadata::json, scope::json, request::json, mac
        from incoming join fresh using (id)
        returning occurred_at),
      batch as (
        insert into audit_batch
        select ?, count(*), min(occurred_at), max(occurred_at) from stored having count(*) > 0
        returning *)
      insert into audit_unsealed select * from batch
      returning events
      """;

  private static final String NAMES =
      """
      insert into audit_name
      select * from unnest(?::text[], ?::text[], ?::text[]) as t (kind, id, name)
      order by kind, id, name
      on conflict do nothing
      """;

  private final JdbcTemplate database;
  private final Months months;
  private final RowMacs macs;
  private final Bulletin bulletin;

  EventStore(JdbcTemplate database, Months months, RowMacs macs, Bulletin bulletin) {
    this.database = database;
    this.months = months;
    this.macs = macs;
    this.bulletin = bulletin;
  }

  /**
   * Adds events as one batch of the caller's transaction.
   *
   * @return how many of them were not known before; the rest is left as it is
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public int add(List<NewEvent> events) {
    List<NewEvent> once = eachOnce(events);
    if (once.isEmpty()) {
      return 0;
    }
    months.make(once.stream().map(NewEvent::at));
    Integer stored =
        database.execute((Connection connection) -> stored(connection, once, number(connection)));
    if (stored != null && stored > 0) {
      database.execute((Connection connection) -> named(connection, once));
      bulletin.changed("audit");
      return stored;
    }
    return 0;
  }

  /** Of several with one id the first; in the order of ids, so that nobody waits in a ring. */
  private static List<NewEvent> eachOnce(List<NewEvent> events) {
    Set<Object> seen = new HashSet<>();
    return events.stream()
        .filter(event -> seen.add(event.id()))
        .sorted(Comparator.comparing(NewEvent::id))
        .toList();
  }

  private static long number(Connection connection) throws SQLException {
    try (var statement = connection.prepareStatement("select nextval('audit_batch_number')");
        var row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  private int stored(Connection connection, List<NewEvent> events, long batch) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(EVENTS)) {
      Columns columns = new Columns(connection, statement, events);
      columns.add("uuid", NewEvent::id);
      columns.add("timestamptz", event -> event.at().atOffset(ZoneOffset.UTC));
      columns.add("int4", NewEvent::version);
      columns.add("bool", NewEvent::success);
      columns.add("text", NewEvent::occurred);
      columns.add("text", NewEvent::action);
      columns.add("text", event -> event.keys().actorId());
      columns.add("text", event -> event.keys().actorName());
      columns.add("text", event -> event.keys().targetType());
      columns.add("text", event -> event.keys().targetId());
      columns.add("text", event -> event.keys().targetName());
      columns.add("text", event -> event.keys().requestId());
      columns.add("text", event -> event.json().actor());
      columns.add("text", event -> event.json().target());
      columns.add("text", event -> event.json().payload());
      columns.add("text", event -> event.json().metadata());
      columns.add("text", event -> event.json().scope());
      columns.add("text", event -> event.json().request());
      columns.add("bytea", events.stream().map(macs::of).toArray(byte[][]::new));
      statement.setLong(columns.next(), batch);
      statement.setLong(columns.next(), batch);
      try (var row = statement.executeQuery()) {
        return row.next() ? row.getInt(1) : 0;
      }
    }
  }

  private static int named(Connection connection, List<NewEvent> events) throws SQLException {
    Set<Name> names = new LinkedHashSet<>();
    for (NewEvent event : events) {
      Name.add(names, "action", event.action(), event.action());
      Name.add(names, "actor", event.keys().actorId(), event.keys().actorName());
      Name.add(names, "target", event.keys().targetId(), event.keys().targetName());
    }
    try (PreparedStatement statement = connection.prepareStatement(NAMES)) {
      Columns columns = new Columns(connection, statement, List.of());
      columns.add("text", names.stream().map(Name::kind).toArray());
      columns.add("text", names.stream().map(Name::id).toArray());
      columns.add("text", names.stream().map(Name::name).toArray());
      return statement.executeUpdate();
    }
  }

  /** What somebody or something was called; an action is called by itself. */
  private record Name(String kind, String id, String name) {

    static void add(Set<Name> names, String kind, String id, @Nullable String name) {
      if (name != null && !name.isEmpty()) {
        names.add(new Name(kind, id, name));
      }
    }
  }

  /** The parameters of a statement, one after the other, each an array with a value a row. */
  private static final class Columns {

    private final Connection connection;
    private final PreparedStatement statement;
    private final List<NewEvent> events;
    private int last;

    Columns(Connection connection, PreparedStatement statement, List<NewEvent> events) {
      this.connection = connection;
      this.statement = statement;
      this.events = events;
    }

    void add(String type, Function<NewEvent, @Nullable Object> value) throws SQLException {
      add(type, events.stream().map(value).toArray());
    }

    void add(String type, @Nullable Object[] values) throws SQLException {
      statement.setArray(next(), connection.createArrayOf(type, values));
    }

    int next() {
      return ++last;
    }
  }
}
