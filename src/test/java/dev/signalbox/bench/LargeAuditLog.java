package dev.signalbox.bench;

import dev.signalbox.testing.RunningConsole;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * An audit log of one year: events spread evenly over 12 months, 40 actions, 5,000 actors, 50,000
 * targets, 2% failed, about 700 bytes each as CSV.
 */
final class LargeAuditLog {

  static final int ACTORS = 5_000;

  private static final int MONTHS = 12;

  private LargeAuditLog() {}

  /** Inserts the events as one batch, including the event counts. */
  static void write(RunningConsole console, Instant now, long events) {
    JdbcClient database = withoutTimeouts(console);
    YearMonth last = YearMonth.from(now.atOffset(ZoneOffset.UTC));
    for (int back = 0; back <= MONTHS; back++) {
      database
          .sql("select audit_month(:first)")
          .param("first", last.minusMonths(back).atDay(1))
          .query(row -> {});
    }
    database
        .sql(
            """
            insert into audit_event (occurred_at, id, batch, version, success, occurred, action,
              actor_id, actor_name, target_type, target_id, target_name, request_id, actor, target,
              payload, metadata, scope, request)
            select at, gen_random_uuid(), 1, 1, n % 50 <> 0,
              to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
              'thing' || n % 8 || '.act' || n % 40, a::text, 'actor ' || a, 'project', 't' || t,
              'acme/project-' || t, 'r' || n / 4,
              ('{"id":"' || a || '","type":"user","name":"actor ' || a || '"}')::json,
              ('{"id":"t' || t || '","type":"project","name":"acme/project-' || t || '"}')::json,
              ('{"build":' || n || ',"branch":"feature/' || n % 977 || '","text":"'
                || repeat(md5(n::text), 8) || '"}')::json,
              '{"address":"10.0.0.1"}', '{"id":"acme","type":"account","name":"acme"}',
              ('{"id":"r' || n / 4 || '"}')::json
            from (
              select n, n * 7919 % :actors as a, n * 104729 % 50000 as t,
                :end::timestamptz - interval '365 days' * (1 - n::float / :events) as at
              from generate_series(1, :events) n) made
            """)
        .param("events", events)
        .param("actors", ACTORS)
        .param("end", now.truncatedTo(ChronoUnit.SECONDS).toString())
        .update();
    database
        .sql(
            """
            insert into audit_count
            select date_trunc('hour', occurred_at, 'UTC'), action, success, count(*)
            from audit_event where batch = 1 group by 1, 2, 3
            on conflict (hour, action, success) do update set events = excluded.events
            """)
        .update();
    database
        .sql(
            """
            insert into audit_count_by_day
            select date_trunc('day', hour, 'UTC'), action, success, sum(events)
            from audit_count group by 1, 2, 3
            on conflict (day, action, success) do update set events = excluded.events
            """)
        .update();
    database
        .sql(
            """
            insert into audit_name
            select distinct 'actor', actor_id, actor_name from audit_event
            union select distinct 'target', target_id, target_name from audit_event
            union select distinct 'action', action, action from audit_event
            on conflict do nothing
            """)
        .update();
    // these events have no MACs; skips their verification
    database
        .sql(
            """
            insert into audit_verification values (:end, true, 0, 0, null, 0, '{}')
            on conflict do nothing
            """)
        .param("end", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
        .update();
    database.sql("vacuum analyze audit_event").update();
  }

  /** Uses a connection outside the console's pool, whose statements end after 20 s. */
  private static JdbcClient withoutTimeouts(RunningConsole console) {
    JdbcConnectionDetails connection = console.bean(JdbcConnectionDetails.class);
    return JdbcClient.create(
        new DriverManagerDataSource(
            connection.getJdbcUrl(),
            Objects.requireNonNull(connection.getUsername()),
            Objects.requireNonNull(connection.getPassword())));
  }
}
