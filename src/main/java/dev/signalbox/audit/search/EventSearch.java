package dev.signalbox.audit.search;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
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
 * <p>What an index answers alone is read by it, a few rows however large the log is. Anything else
 * is looked for stretch by stretch for about a second; then it is told how far the search came.
 */
@Component
class EventSearch {

  private static final int FIRST_STRETCH = 2_000;
  private static final int LONGEST_STRETCH = 50_000;
  private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(1_000);

  /** In seconds; whoever waits longer has a page that hangs. */
  private static final int LONGEST_STATEMENT = 3;

  private final JdbcClient database;

  EventSearch(JdbcClient database) {
    this.database = database;
  }

  /** The events after a place in the direction of the reader. */
  Found find(Conditions conditions, Window window) {
    if (conditions.nothing()) {
      return new Found(List.of(), null);
    }
    return conditions.rest().isEmpty()
        ? new Found(byIndex(conditions, window), null)
        : stretchByStretch(conditions, window);
  }

  /** One event with everything it has. */
  Optional<AuditEvent> find(UUID id) {
    return database
        .sql(
            "select e.*, coalesce(b.by_name, b.by_id) as brought_by from audit_event e"
                + " join audit_event_id known on known.id = e.id"
                + " and known.occurred_at = e.occurred_at"
                + " left join audit_brought b on b.batch = e.batch where known.id = :id")
        .param("id", id)
        .query(AuditEvent::of)
        .optional();
  }

  /** Whether the event was in the log, whose month is in the archive now. */
  boolean isKnown(UUID id) {
    return database
        .sql("select exists (select from audit_event_id where id = :id)")
        .param("id", id)
        .query(Boolean.class)
        .single();
  }

  private List<EventLine> byIndex(Conditions conditions, Window window) {
    Conditions.@Nullable Keys keys = conditions.keys();
    String some =
        "select %s from audit_event where %s order by %s limit :limit"
            .formatted(
                EventLine.COLUMNS,
                where(
                    conditions.range(), window, keys == null ? null : keys.column() + " = wanted"),
                window.order());
    // value by value: one index cannot give several of its values in the order of time
    String sql =
        keys == null
            ? some
            : "select found.* from unnest(:wanted) wanted cross join lateral (%s) found order by %s limit :limit"
                .formatted(some, window.order());
    StatementSpec statement = bound(database.sql(sql), conditions.range(), window);
    if (keys != null) {
      statement = statement.param("wanted", keys.values().toArray(String[]::new));
    }
    return statement.param("limit", window.limit()).query(EventLine::of).list();
  }

  private Found stretchByStretch(Conditions conditions, Window window) {
    long end = System.nanoTime() + PATIENCE;
    List<EventLine> found = new ArrayList<>();
    Window rest = window;
    int length = FIRST_STRETCH;
    while (true) {
      Stretch stretch;
      try {
        stretch = stretch(conditions, rest, length);
      } catch (QueryTimeoutException e) {
        // what fits is so rare, or so long, that not even the first of it came in time
        return new Found(found, rest.place() == null ? Place.NEWEST : rest.place());
      }
      found.addAll(stretch.found());
      @Nullable Place edge = stretch.edge();
      if (found.size() >= window.limit() || edge == null) {
        return new Found(found, null);
      }
      if (System.nanoTime() > end) {
        return new Found(found, edge);
      }
      rest = window.from(edge, window.limit() - found.size());
      length = Math.min(2 * length, LONGEST_STRETCH);
    }
  }

  /** Looks at so many events and tells at which it ended, if there are more. */
  private Stretch stretch(Conditions conditions, Window window, int length) {
    List<Condition> range = new ArrayList<>(conditions.range());
    Conditions.@Nullable Keys keys = conditions.keys();
    if (keys != null) {
      range.add(keys.condition());
    }
    String sql =
        """
        with stretch as materialized (
          select occurred_at, id, %s as fits
          from audit_event where %s order by %s limit :length),
        edge as (
          select occurred_at as edge_at, id as edge_id from stretch order by %s limit 1)
        select %s, edge_at, edge_id, (select count(*) from stretch) as looked_at
        from edge left join lateral (
          select e.* from stretch s join audit_event e using (occurred_at, id)
          where s.fits order by %s limit :limit) hit on true
        """
            .formatted(
                named(conditions.rest()).collect(Collectors.joining(" and ")),
                where(range, window, null),
                window.order(),
                window.orderBack(),
                EventLine.COLUMNS,
                window.order());
    Stream<Condition> all = Stream.concat(range.stream(), conditions.rest().stream());
    return bound(database.sql(sql).withQueryTimeout(LONGEST_STATEMENT), all.toList(), window)
        .param("length", length)
        .param("limit", window.limit())
        .query((ResultSetExtractor<Stretch>) rows -> stretch(rows, length));
  }

  private static Stretch stretch(ResultSet rows, int length) throws SQLException {
    List<EventLine> found = new ArrayList<>();
    @Nullable Place edge = null;
    while (rows.next()) {
      if (rows.getObject("id") != null) {
        found.add(EventLine.of(rows, found.size()));
      }
      edge =
          rows.getLong("looked_at") < length
              ? null
              : new Place(
                  rows.getObject("edge_at", OffsetDateTime.class).toInstant(),
                  rows.getObject("edge_id", UUID.class));
    }
    return new Stretch(found, edge);
  }

  private static String where(List<Condition> conditions, Window window, @Nullable String another) {
    Stream<String> all = Stream.concat(named(conditions), Stream.ofNullable(another));
    return Stream.concat(Stream.of(window.condition()), all).collect(Collectors.joining(" and "));
  }

  private static Stream<String> named(List<Condition> conditions) {
    return conditions.stream().map(condition -> condition.with(":" + condition.name()));
  }

  private static StatementSpec bound(
      StatementSpec statement, List<Condition> conditions, Window window) {
    StatementSpec bound = statement;
    for (Condition condition : conditions) {
      bound = bound.param(condition.name(), condition.value());
    }
    @Nullable Place place = window.place();
    return place == null
        ? bound
        : bound
            .param("place", OffsetDateTime.ofInstant(place.at(), ZoneOffset.UTC))
            .param("placeId", place.id());
  }

  /**
   * What a search found.
   *
   * @param searchedTo where it gave up for now, or null when it came to an end
   */
  record Found(List<EventLine> events, @Nullable Place searchedTo) {}

  private record Stretch(List<EventLine> found, @Nullable Place edge) {}

  /**
   * Where to read on.
   *
   * @param place read from here on, or null to begin at the newest
   * @param back whether towards the newer ones
   */
  record Window(@Nullable Place place, boolean back, int limit) {

    Window from(Place next, int rows) {
      return new Window(next, back, rows);
    }

    String order() {
      return back ? "occurred_at asc, id asc" : "occurred_at desc, id desc";
    }

    String orderBack() {
      return back ? "occurred_at desc, id desc" : "occurred_at asc, id asc";
    }

    /** The time alone as well, so that whole months are left out. */
    String condition() {
      if (place == null) {
        return "true";
      }
      return back
          ? "occurred_at >= :place and (occurred_at, id) > (:place, :placeId)"
          : "occurred_at <= :place and (occurred_at, id) < (:place, :placeId)";
    }
  }
}
