package dev.signalbox.audit.search;

import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Estimates the size of an export without reading the events. SQL, because the number of events is
 * read from PostgreSQL's query plan.
 */
@Component
public class SizeEstimator {

  private static final int SAMPLE = 40;

  private final EventCounts eventCounts;
  private final JdbcClient database;
  private final JsonMapper json;

  SizeEstimator(EventCounts eventCounts, JdbcClient database, JsonMapper json) {
    this.eventCounts = eventCounts;
    this.database = database;
    this.json = json;
  }

  /** Estimates the number of events and the bytes of CSV. */
  public Size of(AuditFilter filter, EventConditions conditions) {
    if (conditions.matchesNothing()) {
      return new Size(0, 0);
    }
    long events = events(filter, conditions);
    return new Size(events, events * averageBytes());
  }

  /** Estimates the number of events. */
  public long events(AuditFilter filter, EventConditions conditions) {
    if (conditions.matchesNothing()) {
      return 0;
    }
    return filter.isCoveredByCounts() ? eventCounts.events(filter) : plannerEstimate(conditions);
  }

  /** Returns the row count that the PostgreSQL planner expects. */
  private long plannerEstimate(EventConditions conditions) {
    String where =
        conditions.all().stream()
            .map(condition -> condition.with(":" + condition.name()))
            .collect(Collectors.joining(" and "));
    StatementSpec explain =
        database.sql("explain (format json) select from audit_event where " + where);
    for (SqlCondition condition : conditions.all()) {
      explain = explain.param(condition.name(), condition.value());
    }
    return json.readTree(explain.query(String.class).single())
        .path(0)
        .path("Plan")
        .path("Plan Rows")
        .asLong();
  }

  /** Returns the average bytes of the newest events. */
  private long averageBytes() {
    return database
        .sql(
            """
            select coalesce(avg(octet_length(actor::text) + octet_length(target::text)
              + octet_length(payload::text) + octet_length(metadata::text)
              + octet_length(coalesce(scope::text, '')) + octet_length(coalesce(request::text, ''))
              + octet_length(action) + 130), 0)::bigint
            from (select * from audit_event order by occurred_at desc, id desc limit :sample) newest
            """)
        .param("sample", SAMPLE)
        .query(Long.class)
        .single();
  }

  /** An estimate. */
  public record Size(long events, long bytes) {}
}
