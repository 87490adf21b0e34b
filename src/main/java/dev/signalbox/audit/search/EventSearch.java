package dev.signalbox.audit.search;

import dev.signalbox.coordination.DatabaseTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/**
 * Finds events, newest first.
 *
 * <p>A filter that one index covers reads only the rows of a page. Other filters scan the log in
 * chunks for about one second and then return how far the search came.
 *
 * <p>SQL, because the conditions of a filter are combined and pages compare rows.
 */
@Component
class EventSearch {

  private static final int FIRST_CHUNK = 2_000;
  private static final int MAX_CHUNK = 50_000;
  private static final long TIME_LIMIT = TimeUnit.MILLISECONDS.toNanos(1_000);

  /** Seconds after which a statement is canceled, so that the page does not hang. */
  private static final int STATEMENT_TIMEOUT = 3;

  private final JdbcClient database;

  EventSearch(JdbcClient database) {
    this.database = database;
  }

  /** Returns the events after a cursor, in the direction of the window. */
  SearchResult find(EventConditions conditions, Window window) {
    if (conditions.matchesNothing()) {
      return new SearchResult(List.of(), null);
    }
    return conditions.rest().isEmpty()
        ? new SearchResult(byIndex(conditions, window), null)
        : scanInChunks(conditions, window);
  }

  /** Returns one event with all its fields, of which large ones are cut. */
  Optional<AuditEvent> find(UUID id) {
    return database
        .sql(
            """
            select %s, brought_at from audit_event left join audit_brought using (batch)
            where id = :id and occurred_at = (select occurred_at from audit_event_id where id = :id)
            """
                .formatted(AuditEvent.COLUMNS))
        .param("id", id)
        .query(AuditEvent::of)
        .optional();
  }

  /** Returns whether the event is or was in the log; its month may be archived. */
  boolean isKnown(UUID id) {
    return database
        .sql("select exists (select from audit_event_id where id = :id)")
        .param("id", id)
        .query(Boolean.class)
        .single();
  }

  private List<EventSummary> byIndex(EventConditions conditions, Window window) {
    EventConditions.@Nullable Keys keys = conditions.keys();
    String select =
        "select %s from audit_event where %s order by %s limit :limit"
            .formatted(
                EventSummary.COLUMNS,
                where(
                    conditions.range(), window, keys == null ? null : keys.column() + " = wanted"),
                window.order());
    // value by value: an index does not return several values in the order of time
    String sql =
        keys == null
            ? select
            : "select found.* from unnest(:wanted) wanted cross join lateral (%s) found order by %s limit :limit"
                .formatted(select, window.order());
    StatementSpec statement = bindParameters(database.sql(sql), conditions.range(), window);
    if (keys != null) {
      statement = statement.param("wanted", keys.values().toArray(String[]::new));
    }
    return statement.param("limit", window.limit()).query(EventSummary::of).list();
  }

  private SearchResult scanInChunks(EventConditions conditions, Window window) {
    long end = System.nanoTime() + TIME_LIMIT;
    List<EventSummary> found = new ArrayList<>();
    Window rest = window;
    int length = FIRST_CHUNK;
    while (true) {
      Chunk chunk;
      try {
        chunk = chunk(conditions, rest, length);
      } catch (QueryTimeoutException e) {
        // matching events are so rare or so large that the chunk timed out
        return new SearchResult(found, rest.cursor() == null ? Cursor.NEWEST : rest.cursor());
      }
      found.addAll(chunk.found());
      @Nullable Cursor edge = chunk.edge();
      if (found.size() >= window.limit() || edge == null) {
        return new SearchResult(found, null);
      }
      if (System.nanoTime() > end) {
        return new SearchResult(found, edge);
      }
      rest = window.from(edge, window.limit() - found.size());
      length = Math.min(2 * length, MAX_CHUNK);
    }
  }

  /** Checks one chunk of events. Its edge is the last event checked, or null at the end. */
  private Chunk chunk(EventConditions conditions, Window window, int length) {
    List<SqlCondition> range = new ArrayList<>(conditions.range());
    EventConditions.@Nullable Keys keys = conditions.keys();
    if (keys != null) {
      range.add(keys.condition());
    }
    String sql =
        """
        with chunk as materialized (
          select occurred_at, id, %s as matches
          from audit_event where %s order by %s limit :length),
        edge as (
          select occurred_at as edge_at, id as edge_id from chunk order by %s limit 1)
        select %s, edge_at, edge_id, (select count(*) from chunk) as checked
        from edge left join lateral (
          select e.* from chunk s join audit_event e using (occurred_at, id)
          where s.matches order by %s limit :limit) hit on true
        """
            .formatted(
                withParameters(conditions.rest()).collect(Collectors.joining(" and ")),
                where(range, window, null),
                window.order(),
                window.orderBack(),
                EventSummary.COLUMNS,
                window.order());
    Stream<SqlCondition> all = Stream.concat(range.stream(), conditions.rest().stream());
    return bindParameters(
            database.sql(sql).withQueryTimeout(STATEMENT_TIMEOUT), all.toList(), window)
        .param("length", length)
        .param("limit", window.limit())
        .query((ResultSetExtractor<Chunk>) rows -> chunk(rows, length));
  }

  private static Chunk chunk(ResultSet rows, int length) throws SQLException {
    List<EventSummary> found = new ArrayList<>();
    @Nullable Cursor edge = null;
    while (rows.next()) {
      if (rows.getObject("id") != null) {
        found.add(EventSummary.of(rows, found.size()));
      }
      edge =
          rows.getLong("checked") < length
              ? null
              : new Cursor(
                  DatabaseTime.instant(rows, "edge_at"), rows.getObject("edge_id", UUID.class));
    }
    return new Chunk(found, edge);
  }

  private static String where(
      List<SqlCondition> conditions, Window window, @Nullable String keyCondition) {
    Stream<String> all = Stream.concat(withParameters(conditions), Stream.ofNullable(keyCondition));
    return Stream.concat(Stream.of(window.condition()), all).collect(Collectors.joining(" and "));
  }

  private static Stream<String> withParameters(List<SqlCondition> conditions) {
    return conditions.stream().map(condition -> condition.with(":" + condition.name()));
  }

  private static StatementSpec bindParameters(
      StatementSpec statement, List<SqlCondition> conditions, Window window) {
    StatementSpec bound = statement;
    for (SqlCondition condition : conditions) {
      bound = bound.param(condition.name(), condition.value());
    }
    @Nullable Cursor cursor = window.cursor();
    return cursor == null
        ? bound
        : bound.param("cursor", DatabaseTime.utc(cursor.at())).param("cursorId", cursor.id());
  }

  /**
   * The result of a search.
   *
   * @param searchedTo where the search timed out, or null if it is complete
   */
  record SearchResult(List<EventSummary> events, @Nullable Cursor searchedTo) {}

  private record Chunk(List<EventSummary> found, @Nullable Cursor edge) {}

  /**
   * Where to start and how many events to read.
   *
   * @param cursor the cursor, or null to start at the newest event
   * @param back whether to read toward newer events
   */
  record Window(@Nullable Cursor cursor, boolean back, int limit) {

    Window from(Cursor next, int rows) {
      return new Window(next, back, rows);
    }

    String order() {
      return back ? "occurred_at asc, id asc" : "occurred_at desc, id desc";
    }

    String orderBack() {
      return back ? "occurred_at desc, id desc" : "occurred_at asc, id asc";
    }

    /** Repeats the condition on the time alone, so that PostgreSQL can skip partitions. */
    String condition() {
      if (cursor == null) {
        return "true";
      }
      return back
          ? "occurred_at >= :cursor and (occurred_at, id) > (:cursor, :cursorId)"
          : "occurred_at <= :cursor and (occurred_at, id) < (:cursor, :cursorId)";
    }
  }
}
