package dev.signalbox.nomad.history;

import dev.signalbox.nomad.Resources;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What is kept of the cluster's past, in steps for charts. Read by the hour, never build by build.
 */
@Component
public class ClusterHistory {

  private final JdbcClient database;

  ClusterHistory(JdbcClient database) {
    this.database = database;
  }

  /** How many builds ended how in each step; steps in which none did are left out. */
  public List<Ended> ended(Span span, Instant now) {
    return steps(
            """
            select date_bin(make_interval(secs => :step), hour, 'epoch') as step, measure,
              sum(builds) as builds
            from nomad_build_hour
            where hour >= :from and measure in ('DONE', 'FAILED', 'LOST', 'STOPPED')
            group by 1, 2
            """,
            span,
            now)
        .query(
            (row, number) ->
                new Ended(
                    instant(row, "step"),
                    BuildOutcome.valueOf(row.getString("measure")),
                    row.getLong("builds")))
        .list();
  }

  /** How long builds waited and ran, those sizes first of which most ended. */
  public List<SizeTimes> times(Span span, Instant now) {
    Map<Key, Map<Instant, Buckets>> counted = new HashMap<>();
    steps(
            """
            select date_bin(make_interval(secs => :step), hour, 'epoch') as step, measure, cpu,
              memory, bucket, sum(builds) as builds
            from nomad_build_hour where hour >= :from and measure in ('WAIT', 'RUN')
            group by 1, 2, 3, 4, 5
            """,
            span,
            now)
        .query(
            row -> {
              Key key =
                  new Key(
                      new Resources(row.getLong("cpu"), row.getLong("memory"), 0),
                      Measure.valueOf(row.getString("measure")));
              Map<Instant, Buckets> ofKey = counted.computeIfAbsent(key, none -> new HashMap<>());
              for (Instant step : List.of(instant(row, "step"), Instant.MIN)) {
                ofKey
                    .computeIfAbsent(step, none -> new Buckets())
                    .add(row.getInt("bucket"), row.getLong("builds"));
              }
            });
    List<SizeTimes> times = new ArrayList<>();
    counted.forEach((key, buckets) -> times.add(times(key, buckets)));
    times.sort(
        Comparator.comparingLong((SizeTimes one) -> one.all().builds())
            .reversed()
            .thenComparingLong(one -> one.size().memory())
            .thenComparingLong(one -> one.size().cpu())
            .thenComparing(SizeTimes::measure));
    return times;
  }

  private static SizeTimes times(Key key, Map<Instant, Buckets> buckets) {
    Map<Instant, SizeTimes.Times> steps = new HashMap<>();
    buckets.forEach((step, counts) -> steps.put(step, SizeTimes.Times.of(counts)));
    SizeTimes.Times all = SizeTimes.Times.of(buckets.getOrDefault(Instant.MIN, new Buckets()));
    steps.remove(Instant.MIN);
    return new SizeTimes(key.size(), key.measure(), all, steps);
  }

  /** How many clients there were in each step, where they were counted. */
  public List<Clients> clients(Span span, Instant now) {
    return steps(
            """
            select date_bin(make_interval(secs => :step), at, 'epoch') as step,
              round(avg(ready)) as ready, max(down) as down, round(avg(known)) as known
            from nomad_client_count where at >= :from group by 1 order by 1
            """,
            span,
            now)
        .query(
            (row, number) ->
                new Clients(
                    instant(row, "step"),
                    row.getInt("ready"),
                    row.getInt("down"),
                    row.getInt("known")))
        .list();
  }

  /** Drains that began in that time or still go on, newest first. */
  public List<PastDrain> drains(Span span, Instant now, int limit) {
    return database
        .sql(
            """
            select * from nomad_drain where started_at >= :from or ended_at is null
            order by started_at desc, client_id limit :limit
            """)
        .param("from", at(span.steps(now).getFirst()))
        .param("limit", limit)
        .query(
            (row, number) -> {
              @Nullable String outcome = row.getString("outcome");
              return new PastDrain(
                  row.getString("client_id"),
                  row.getString("client_name"),
                  instant(row, "started_at"),
                  row.getString("message"),
                  row.getString("requested_by"),
                  orNull(row, "force_at"),
                  row.getObject("builds", Integer.class),
                  orNull(row, "ended_at"),
                  outcome == null ? null : DrainOutcome.valueOf(outcome));
            })
        .list();
  }

  /** Since when clients are counted, which is since when this console looks on. */
  public Optional<Instant> since() {
    return database
        .sql("select at from nomad_client_count order by at limit 1")
        .query((row, number) -> instant(row, "at"))
        .optional();
  }

  private JdbcClient.StatementSpec steps(String sql, Span span, Instant now) {
    return database
        .sql(sql)
        .param("step", (double) span.step().toSeconds())
        .param("from", at(span.steps(now).getFirst()));
  }

  private static OffsetDateTime at(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static @Nullable Instant orNull(ResultSet row, String column) throws SQLException {
    @Nullable OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  private record Key(Resources size, Measure measure) {}

  /** How many builds ended so in the step that begins then. */
  public record Ended(Instant step, BuildOutcome outcome, long builds) {}

  /**
   * The clients of the step that begins then.
   *
   * @param ready that took builds, on average
   * @param down at most
   * @param known in all, on average
   */
  public record Clients(Instant step, int ready, int down, int known) {}
}
