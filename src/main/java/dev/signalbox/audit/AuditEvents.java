package dev.signalbox.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The rows of the audit log. Written by hand in SQL: nothing here is ever updated. */
@Component
class AuditEvents {

  private final JdbcClient database;
  private final JsonMapper json;
  private final Clock clock;
  private final EventStore store;

  AuditEvents(JdbcClient database, JsonMapper json, Clock clock, EventStore store) {
    this.database = database;
    this.json = json;
    this.clock = clock;
    this.store = store;
  }

  /** Writes an event of our own; in the caller's transaction. */
  void add(AuditEntry entry) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    @Nullable String request = entry.requestId();
    store.add(
        List.of(
            new NewEvent(
                entry.id(),
                entry.action(),
                now.toString(),
                now,
                1,
                entry.success(),
                new NewEvent.Json(
                    written(entry.actor()),
                    written(entry.target()),
                    written(entry.payload()),
                    written(entry.metadata()),
                    null,
                    request == null ? null : written(Map.of("id", request))),
                new NewEvent.Keys(
                    entry.actor().id(),
                    entry.actor().name(),
                    entry.target().type(),
                    entry.target().id(),
                    entry.target().name(),
                    request))));
  }

  /** The newest events before or after a place, newest first. */
  List<AuditEvent> page(AuditFilter filter, int limit) {
    List<AuditEvent> found =
        database
            .sql(
                """
                select * from audit_event
                where (:action::text is null or action = :action)
                  and (:actor::text is null or actor_name ilike :actor or actor_id = :actorId)
                  and (:target::text is null or target_name ilike :target or target_id = :targetId)
                  and (:failed::boolean is null or success <> :failed)
                  and (:before::timestamptz is null or (occurred_at, id) < (:before, :beforeId))
                  and (:after::timestamptz is null or (occurred_at, id) > (:after, :afterId))
                order by
                """
                    + (filter.after() == null
                        ? "occurred_at desc, id desc"
                        : "occurred_at asc, id asc")
                    + " limit :limit")
            .param("action", filter.action())
            .param("actor", contains(filter.actor()))
            .param("actorId", filter.actor())
            .param("target", contains(filter.target()))
            .param("targetId", filter.target())
            .param("failed", filter.failedOnly() ? Boolean.TRUE : null)
            .param("before", time(filter.before()))
            .param("beforeId", id(filter.before()))
            .param("after", time(filter.after()))
            .param("afterId", id(filter.after()))
            .param("limit", limit)
            .query(this::event)
            .list();
    return filter.after() == null ? found : found.reversed();
  }

  Optional<AuditEvent> find(UUID id) {
    return database
        .sql(
            "select e.* from audit_event e"
                + " join audit_event_id known on known.id = e.id"
                + " and known.occurred_at = e.occurred_at where known.id = :id")
        .param("id", id)
        .query(this::event)
        .optional();
  }

  /** Every action that occurs, for the filter. */
  List<String> actions() {
    return database
        .sql(
            // a loose index scan: one probe for each action instead of reading every row
            """
            with recursive seen as (
              (select action from audit_event order by action limit 1)
              union all
              select (select action from audit_event where action > seen.action
                      order by action limit 1)
              from seen where seen.action is not null)
            select action from seen where action is not null
            """)
        .query((row, number) -> row.getString("action"))
        .list();
  }

  private AuditEvent event(ResultSet row, int number) throws SQLException {
    return new AuditEvent(
        row.getObject("id", UUID.class),
        row.getString("action"),
        row.getString("actor_id"),
        row.getString("actor_name"),
        row.getString("target_type"),
        row.getString("target_id"),
        row.getString("target_name"),
        row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
        row.getBoolean("success"),
        new AuditEvent.Json(
            row.getString("actor"),
            row.getString("target"),
            row.getString("payload"),
            row.getString("metadata"),
            row.getString("request"),
            row.getInt("version")));
  }

  private String written(Object value) {
    return json.writeValueAsString(value);
  }

  private static @Nullable String contains(@Nullable String words) {
    return words == null ? null : "%" + words.replaceAll("([%_\\\\])", "\\\\$1") + "%";
  }

  private static @Nullable OffsetDateTime time(AuditFilter.@Nullable Place place) {
    return place == null ? null : OffsetDateTime.ofInstant(place.at(), ZoneOffset.UTC);
  }

  private static @Nullable UUID id(AuditFilter.@Nullable Place place) {
    return place == null ? null : place.id();
  }
}
