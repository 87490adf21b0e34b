package dev.signalbox.audit.search;

import dev.signalbox.coordination.DatabaseTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Counts events by time, action and outcome. Sealing maintains the counts by hour and by day;
 * unsealed events, usually seconds old, are counted from the log itself. SQL, because counts are
 * aggregated from tables of different resolution and the log.
 */
@Component
class EventCounts {

  /** Maximum number of rows that are counted one by one for a chart. */
  private static final int MAX_COUNTED = 20_000;

  /**
   * Unsealed events, batch by batch. The offset keeps the planner from reversing the join, which
   * would read whole months even for a few batches.
   */
  private static final String UNSEALED =
      """
      (select e.occurred_at, e.action, e.success
        from audit_unsealed u cross join lateral (
          select occurred_at, action, success from audit_event
          where batch = u.number and occurred_at between u.first_at and u.last_at offset 0) e)
      unsealed
      """;

  private static final RowMapper<EventCount> ROW_MAPPER =
      (row, number) ->
          new EventCount(
              DatabaseTime.instant(row, "start"),
              row.getString("action"),
              row.getBoolean("success"),
              row.getLong("events"));

  private final JdbcClient database;

  EventCounts(JdbcClient database) {
    this.database = database;
  }

  /** Returns the time range that has counts, or empty if the log is empty. */
  Optional<Interval> span() {
    return database
        .sql(
            """
            select least((select min(hour) from audit_count), min(first_at)) as first,
              greatest((select max(hour) + interval '1 hour' from audit_count), max(last_at)) as last
            from audit_unsealed
            """)
        .query(
            (row, number) ->
                row.getObject("first") == null
                    ? Optional.<Interval>empty()
                    : Optional.of(
                        new Interval(
                            DatabaseTime.instant(row, "first"), DatabaseTime.instant(row, "last"))))
        .single();
  }

  /** Counts the events of a filter that {@link AuditFilter#isCoveredByCounts()}. */
  long events(AuditFilter filter) {
    @Nullable String action = filter.action();
    return database
        .sql(
            """
            select coalesce(sum(events), 0) from (
              select events from audit_count
              where (:from::timestamptz is null or hour >= date_trunc('hour', :from::timestamptz, 'UTC'))
                and (:until::timestamptz is null or hour < :until)
                and (:success::boolean is null or success = :success)
                and (:action::text is null or action = :action)
                and (:group::text is null or starts_with(action, :group))
              union all
              select 1 from %s
              where (:from::timestamptz is null or occurred_at >= :from)
                and (:until::timestamptz is null or occurred_at < :until)
                and (:success::boolean is null or success = :success)
                and (:action::text is null or action = :action)
                and (:group::text is null or starts_with(action, :group))) counted
            """
                .formatted(UNSEALED))
        .param("from", filter.from() == null ? null : DatabaseTime.utc(filter.from()))
        .param("until", filter.until() == null ? null : DatabaseTime.utc(filter.until()))
        .param("success", filter.success())
        .param("action", action == null || action.endsWith(".") ? null : action)
        .param("group", action != null && action.endsWith(".") ? action : null)
        .query(Long.class)
        .single();
  }

  /** Counts events by bucket, action and outcome. */
  List<EventCount> of(TimeBuckets buckets) {
    return buckets.areHours() ? addCounts(buckets) : countEvents(buckets);
  }

  /** Adds the stored counts; the buckets are whole hours or days. */
  private List<EventCount> addCounts(TimeBuckets buckets) {
    Interval span = buckets.span();
    String countsQuery =
        buckets.areDays()
            ? "select day as at, action, success, events from audit_count_by_day"
                + " where day >= :from and day < :until"
            : "select hour as at, action, success, events from audit_count"
                + " where hour >= :from and hour < :until";
    return database
        .sql(
            """
            select date_bin(:bucket::interval, at, :from) as start, action, success,
              sum(events) as events
            from (
              %s
              union all
              select occurred_at, action, success, 1 from %s
              where occurred_at >= :from and occurred_at < :until) counted
            group by 1, 2, 3
            """
                .formatted(countsQuery, UNSEALED))
        .param("bucket", buckets.length().toString())
        .param("from", DatabaseTime.utc(span.from()))
        .param("until", DatabaseTime.utc(span.until()))
        .query(ROW_MAPPER)
        .list();
  }

  /** Counts event by event; the buckets are shorter than an hour. */
  private List<EventCount> countEvents(TimeBuckets buckets) {
    Interval span = buckets.span();
    return database
        .sql(
            """
            select date_bin(:bucket::interval, occurred_at, :from) as start, action, success,
              count(*) as events
            from audit_event where occurred_at >= :from and occurred_at < :until
            group by 1, 2, 3
            """)
        .param("bucket", buckets.length().toString())
        .param("from", DatabaseTime.utc(span.from()))
        .param("until", DatabaseTime.utc(span.until()))
        .query(ROW_MAPPER)
        .list();
  }

  /** Counts the events with given keys, or returns empty if there are too many to count. */
  Optional<List<EventCount>> ofKeys(EventConditions.Keys keys, TimeBuckets buckets) {
    String sql =
        """
        select date_bin(:bucket::interval, occurred_at, :from) as start, action, success,
          count(*) as events
        from (select occurred_at, action, success from audit_event
          where occurred_at >= :from and occurred_at < :until and %s limit :limit) counted
        group by 1, 2, 3
        """
            .formatted(keys.column() + " = any (:wanted)");
    List<EventCount> counted =
        database
            .sql(sql)
            .param("bucket", buckets.length().toString())
            .param("from", DatabaseTime.utc(buckets.span().from()))
            .param("until", DatabaseTime.utc(buckets.span().until()))
            .param("limit", MAX_COUNTED)
            .param("wanted", keys.values().toArray(String[]::new))
            .query(ROW_MAPPER)
            .list();
    long total = counted.stream().mapToLong(EventCount::events).sum();
    return total < MAX_COUNTED ? Optional.of(counted) : Optional.empty();
  }

  /** A time range; the end is exclusive. */
  record Interval(Instant from, Instant until) {

    Duration length() {
      return Duration.between(from, until);
    }
  }
}
