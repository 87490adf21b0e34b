package dev.signalbox.audit.search;

import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** How much fits a filter, told at once: nothing is read that a download would send. */
@Component
public class SizeEstimate {

  private static final int SAMPLE = 40;

  private final Tallies tallies;
  private final JdbcClient database;
  private final JsonMapper json;

  SizeEstimate(Tallies tallies, JdbcClient database, JsonMapper json) {
    this.tallies = tallies;
    this.database = database;
    this.json = json;
  }

  /** About how many events there are and how many bytes of CSV. */
  public Size of(AuditFilter filter, Conditions conditions) {
    if (conditions.nothing()) {
      return new Size(0, 0);
    }
    long events = events(filter, conditions);
    return new Size(events, events * width());
  }

  /** About how many events there are. */
  public long events(AuditFilter filter, Conditions conditions) {
    if (conditions.nothing()) {
      return 0;
    }
    return filter.isAnsweredByCounts() ? tallies.events(filter) : planned(conditions);
  }

  /** What the database expects by its statistics. */
  private long planned(Conditions conditions) {
    String where =
        conditions.all().stream()
            .map(condition -> condition.with(":" + condition.name()))
            .collect(Collectors.joining(" and "));
    StatementSpec explain =
        database.sql("explain (format json) select from audit_event where " + where);
    for (Condition condition : conditions.all()) {
      explain = explain.param(condition.name(), condition.value());
    }
    return json.readTree(explain.query(String.class).single())
        .path(0)
        .path("Plan")
        .path("Plan Rows")
        .asLong();
  }

  /** Bytes of a row, by the newest ones. */
  private long width() {
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

  /** A size before the fact. */
  public record Size(long events, long bytes) {}
}
