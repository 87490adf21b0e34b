package dev.signalbox.history;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.BuildDurations;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.Job;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Estimates build durations from the latest 500 builds of the same kind and size, or of the same
 * size if there are fewer than 20. Results are cached for 10 minutes. SQL, because percentiles are
 * aggregate functions of PostgreSQL.
 */
@Component
class DurationStatistics implements BuildDurations {

  private static final int MIN_BUILDS = 20;
  private static final int SAMPLE_SIZE = 500;
  private static final int CACHE_SIZE = 1_000;
  private static final Duration TIME_TO_LIVE = Duration.ofMinutes(10);

  private final ClusterState cluster;
  private final JdbcClient database;
  private final Clock clock;
  private final Map<Kind, CachedDurations> cache =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Kind, CachedDurations> eldest) {
          return size() > CACHE_SIZE;
        }
      };

  DurationStatistics(ClusterState cluster, JdbcClient database, Clock clock) {
    this.cluster = cluster;
    this.database = database;
    this.clock = clock;
  }

  @Override
  public Optional<Durations> durationsOf(Allocation build) {
    String name = cluster.snapshot().job(build.job()).map(Job::name).orElse(build.job().id());
    Kind kind =
        new Kind(
            BuildKind.of(HistoryExtractor.truncateName(name)),
            build.resources().cpu(),
            build.resources().memory());
    return cachedDurations(kind)
        .or(() -> kind.name().isEmpty() ? Optional.empty() : cachedDurations(kind.anyName()));
  }

  private Optional<Durations> cachedDurations(Kind kind) {
    Instant now = clock.instant();
    @Nullable CachedDurations cached;
    synchronized (cache) {
      cached = cache.get(kind);
    }
    if (cached != null && cached.at().plus(TIME_TO_LIVE).isAfter(now)) {
      return Optional.ofNullable(cached.durations());
    }
    @Nullable Durations durations = read(kind);
    synchronized (cache) {
      cache.put(kind, new CachedDurations(now, durations));
    }
    return Optional.ofNullable(durations);
  }

  private @Nullable Durations read(Kind kind) {
    JdbcClient.StatementSpec query =
        database
            .sql(
                """
                select count(*) as builds,
                  percentile_cont(0.5) within group (order by run_ms) as p50,
                  percentile_cont(0.95) within group (order by run_ms) as p95
                from (select run_ms from nomad_build
                  where %s cpu = :cpu and memory = :memory and outcome in ('DONE', 'FAILED')
                    and run_ms is not null
                  order by finished_at desc limit :newest) newest
                """
                    .formatted(kind.name().isEmpty() ? "" : "kind = :kind and"))
            .param("cpu", kind.cpu())
            .param("memory", kind.memory())
            .param("newest", SAMPLE_SIZE);
    return (kind.name().isEmpty() ? query : query.param("kind", kind.name()))
        .query(
            (row, number) ->
                row.getLong("builds") < MIN_BUILDS
                    ? Optional.<Durations>empty()
                    : Optional.of(
                        new Durations(
                            Duration.ofMillis(Math.round(row.getDouble("p50"))),
                            Duration.ofMillis(Math.round(row.getDouble("p95"))))))
        .single()
        .orElse(null);
  }

  /** Cache key; an empty name matches all builds of the size. */
  private record Kind(String name, long cpu, long memory) {

    Kind anyName() {
      return new Kind("", cpu, memory);
    }
  }

  private record CachedDurations(Instant at, @Nullable Durations durations) {}
}
