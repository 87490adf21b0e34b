package dev.signalbox.history;

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
 * Reads the history of the cluster for charts, from hourly aggregates. SQL, because hours are
 * aggregated to the steps of a chart.
 */
@Component
public class ClusterHistory {

  private final JdbcClient database;

  ClusterHistory(JdbcClient database) {
    this.database = database;
  }

  /**
   * Returns the number of finished builds by step and outcome; steps without builds are omitted.
   */
  public List<FinishedBuilds> finishedBuilds(TimeRange range, Instant now) {
    return steps(
            """
            select date_bin(make_interval(secs => :step), hour, 'epoch') as step, measure,
              sum(builds) as builds
            from nomad_build_hour
            where hour >= :from and measure in ('DONE', 'FAILED', 'LOST', 'STOPPED')
            group by 1, 2
            """,
            range,
            now)
        .query(
            (row, number) ->
                new FinishedBuilds(
                    instant(row, "step"),
                    BuildOutcome.valueOf(row.getString("measure")),
                    row.getLong("builds")))
        .list();
  }

  /** Returns queue and run times by size, sizes with the most builds first. */
  public List<SizeDurations> durations(TimeRange range, Instant now) {
    Map<Key, Map<Instant, DurationHistogram>> histograms = new HashMap<>();
    steps(
            """
            select date_bin(make_interval(secs => :step), hour, 'epoch') as step, measure, cpu,
              memory, bucket, sum(builds) as builds
            from nomad_build_hour where hour >= :from and measure in ('WAIT', 'RUN')
            group by 1, 2, 3, 4, 5
            """,
            range,
            now)
        .query(
            row -> {
              Key key =
                  new Key(
                      new Resources(row.getLong("cpu"), row.getLong("memory"), 0),
                      BuildMeasure.valueOf(row.getString("measure")));
              Map<Instant, DurationHistogram> byStep =
                  histograms.computeIfAbsent(key, none -> new HashMap<>());
              for (Instant step : List.of(instant(row, "step"), Instant.MIN)) {
                byStep
                    .computeIfAbsent(step, none -> new DurationHistogram())
                    .add(row.getInt("bucket"), row.getLong("builds"));
              }
            });
    List<SizeDurations> durations = new ArrayList<>();
    histograms.forEach((key, byStep) -> durations.add(durations(key, byStep)));
    durations.sort(
        Comparator.comparingLong((SizeDurations entry) -> entry.all().builds())
            .reversed()
            .thenComparingLong(entry -> entry.size().memory())
            .thenComparingLong(entry -> entry.size().cpu())
            .thenComparing(SizeDurations::measure));
    return durations;
  }

  private static SizeDurations durations(Key key, Map<Instant, DurationHistogram> byStep) {
    Map<Instant, SizeDurations.Percentiles> steps = new HashMap<>();
    byStep.forEach((step, counts) -> steps.put(step, SizeDurations.Percentiles.of(counts)));
    SizeDurations.Percentiles all =
        SizeDurations.Percentiles.of(byStep.getOrDefault(Instant.MIN, new DurationHistogram()));
    steps.remove(Instant.MIN);
    return new SizeDurations(key.size(), key.measure(), all, steps);
  }

  /** Returns the number of clients by step; steps without counts are omitted. */
  public List<ClientCount> clients(TimeRange range, Instant now) {
    return steps(
            """
            select date_bin(make_interval(secs => :step), at, 'epoch') as step,
              round(avg(ready)) as ready, max(down) as down, round(avg(known)) as known
            from nomad_client_count where at >= :from group by 1 order by 1
            """,
            range,
            now)
        .query(
            (row, number) ->
                new ClientCount(
                    instant(row, "step"),
                    row.getInt("ready"),
                    row.getInt("down"),
                    row.getInt("known")))
        .list();
  }

  /** Returns the drains that started in the time range or are still running, newest first. */
  public List<PastDrain> drains(TimeRange range, Instant now, int limit) {
    return database
        .sql(
            """
            select * from nomad_drain where started_at >= :from or ended_at is null
            order by started_at desc, client_id limit :limit
            """)
        .param("from", toOffset(range.steps(now).getFirst()))
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
                  nullableInstant(row, "force_at"),
                  row.getObject("builds", Integer.class),
                  nullableInstant(row, "ended_at"),
                  outcome == null ? null : DrainOutcome.valueOf(outcome));
            })
        .list();
  }

  /** Returns the time of the oldest client count, which is when recording began. */
  public Optional<Instant> recordingSince() {
    return database
        .sql("select at from nomad_client_count order by at limit 1")
        .query((row, number) -> instant(row, "at"))
        .optional();
  }

  private JdbcClient.StatementSpec steps(String sql, TimeRange range, Instant now) {
    return database
        .sql(sql)
        .param("step", (double) range.step().toSeconds())
        .param("from", toOffset(range.steps(now).getFirst()));
  }

  private static OffsetDateTime toOffset(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static @Nullable Instant nullableInstant(ResultSet row, String column)
      throws SQLException {
    @Nullable OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  private record Key(Resources size, BuildMeasure measure) {}

  /** The number of builds with one outcome in the step that starts at {@code step}. */
  public record FinishedBuilds(Instant step, BuildOutcome outcome, long builds) {}

  /**
   * The number of clients in the step that starts at {@code step}.
   *
   * @param ready average number of clients that are ready and eligible
   * @param down maximum number of clients that are down
   * @param known average number of all clients
   */
  public record ClientCount(Instant step, int ready, int down, int known) {}
}
