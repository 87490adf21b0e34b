package dev.signalbox.audit.search;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Counts of events. Those of whole hours and days were made when the events were sealed; what is
 * not sealed yet, seconds old as a rule, is counted where it is.
 */
@Component
class Tallies {

  /** More rows than this are not counted one by one for a picture. */
  private static final int MOST_COUNTED = 20_000;

  /**
   * What is not sealed yet, batch by batch. The offset keeps the planner from joining the other way
   * round, which reads whole months where there are few batches, or none to count.
   */
  private static final String UNSEALED =
      """
      (select e.occurred_at, e.action, e.success
        from audit_unsealed u cross join lateral (
          select occurred_at, action, success from audit_event
          where batch = u.number and occurred_at between u.first_at and u.last_at offset 0) e)
      unsealed
      """;

  private static final RowMapper<Tally> TALLY =
      (row, number) ->
          new Tally(
              row.getObject("start", OffsetDateTime.class).toInstant(),
              row.getString("action"),
              row.getBoolean("success"),
              row.getLong("events"));

  private final JdbcClient database;

  Tallies(JdbcClient database) {
    this.database = database;
  }

  /** The first and the last moment of which there are counts, or nothing in an empty log. */
  Optional<Span> span() {
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
                    ? Optional.<Span>empty()
                    : Optional.of(
                        new Span(
                            row.getObject("first", OffsetDateTime.class).toInstant(),
                            row.getObject("last", OffsetDateTime.class).toInstant())))
        .single();
  }

  /** How many events there are in all of the hours of a filter that counts can answer. */
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
        .param("from", filter.from() == null ? null : time(filter.from()))
        .param("until", filter.until() == null ? null : time(filter.until()))
        .param("success", filter.success())
        .param("action", action == null || action.endsWith(".") ? null : action)
        .param("group", action != null && action.endsWith(".") ? action : null)
        .query(Long.class)
        .single();
  }

  /** How many events of which action and outcome there are in each stretch. */
  List<Tally> of(Stretches stretches) {
    return stretches.areHours() ? added(stretches) : oneByOne(stretches);
  }

  /** Everything in the stretches, which are whole hours or days. */
  private List<Tally> added(Stretches stretches) {
    Span span = stretches.span();
    String kept =
        stretches.areDays()
            ? "select day as at, action, success, events from audit_count_by_day"
                + " where day >= :from and day < :until"
            : "select hour as at, action, success, events from audit_count"
                + " where hour >= :from and hour < :until";
    return database
        .sql(
            """
            select date_bin(:stretch::interval, at, :from) as start, action, success,
              sum(events) as events
            from (
              %s
              union all
              select occurred_at, action, success, 1 from %s
              where occurred_at >= :from and occurred_at < :until) counted
            group by 1, 2, 3
            """
                .formatted(kept, UNSEALED))
        .param("stretch", stretches.length().toString())
        .param("from", time(span.from()))
        .param("until", time(span.until()))
        .query(TALLY)
        .list();
  }

  /** The same where they are shorter than an hour, event by event. */
  private List<Tally> oneByOne(Stretches stretches) {
    Span span = stretches.span();
    return database
        .sql(
            """
            select date_bin(:stretch::interval, occurred_at, :from) as start, action, success,
              count(*) as events
            from audit_event where occurred_at >= :from and occurred_at < :until
            group by 1, 2, 3
            """)
        .param("stretch", stretches.length().toString())
        .param("from", time(span.from()))
        .param("until", time(span.until()))
        .query(TALLY)
        .list();
  }

  /** What fits the keys of a filter and nothing else, unless it is too much to be counted. */
  Optional<List<Tally>> ofKeys(Conditions.Keys keys, Stretches stretches) {
    String some =
        """
        select date_bin(:stretch::interval, occurred_at, :from) as start, '' as action, success,
          count(*) as events
        from (select occurred_at, success from audit_event
          where occurred_at >= :from and occurred_at < :until and %s limit :most) counted
        group by 1, 3
        """
            .formatted(keys.column() + " = any (:wanted)");
    List<Tally> counted =
        database
            .sql(some)
            .param("stretch", stretches.length().toString())
            .param("from", time(stretches.span().from()))
            .param("until", time(stretches.span().until()))
            .param("most", MOST_COUNTED)
            .param("wanted", keys.values().toArray(String[]::new))
            .query(TALLY)
            .list();
    long all = counted.stream().mapToLong(Tally::events).sum();
    return all < MOST_COUNTED ? Optional.of(counted) : Optional.empty();
  }

  private static OffsetDateTime time(Instant at) {
    return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
  }

  /** A stretch of time; the end is the first moment after it. */
  record Span(Instant from, Instant until) {

    Duration length() {
      return Duration.between(from, until);
    }
  }
}
