package dev.signalbox.nomad.history;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.BuildTimes;
import dev.signalbox.nomad.Job;
import dev.signalbox.nomad.NomadCluster;
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
 * How long builds take, by the newest few hundred of the same kind and size, or of the same size
 * where those are too few. Kept for ten minutes, since one page may ask for many.
 */
@Component
class SeenTimes implements BuildTimes {

  private static final int ENOUGH = 20;
  private static final int NEWEST = 500;
  private static final int KINDS = 1_000;
  private static final Duration FRESH = Duration.ofMinutes(10);

  private final NomadCluster cluster;
  private final JdbcClient database;
  private final Clock clock;
  private final Map<Kind, Known> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Kind, Known> eldest) {
          return size() > KINDS;
        }
      };

  SeenTimes(NomadCluster cluster, JdbcClient database, Clock clock) {
    this.cluster = cluster;
    this.database = database;
    this.clock = clock;
  }

  @Override
  public Optional<Durations> of(Allocation build) {
    String name = cluster.view().job(build.job()).map(Job::name).orElse(build.job().id());
    Kind kind =
        new Kind(
            BuildKind.of(Chronicle.name(name)),
            build.resources().cpu(),
            build.resources().memory());
    return times(kind).or(() -> kind.name().isEmpty() ? Optional.empty() : times(kind.anyName()));
  }

  private Optional<Durations> times(Kind kind) {
    Instant now = clock.instant();
    @Nullable Known before;
    synchronized (known) {
      before = known.get(kind);
    }
    if (before != null && before.at().plus(FRESH).isAfter(now)) {
      return Optional.ofNullable(before.times());
    }
    @Nullable Durations times = read(kind);
    synchronized (known) {
      known.put(kind, new Known(now, times));
    }
    return Optional.ofNullable(times);
  }

  private @Nullable Durations read(Kind kind) {
    JdbcClient.StatementSpec query =
        database
            .sql(
                """
                select count(*) as builds,
                  percentile_cont(0.5) within group (order by run_ms) as half,
                  percentile_cont(0.95) within group (order by run_ms) as nearly_all
                from (select run_ms from nomad_build
                  where %s cpu = :cpu and memory = :memory and outcome in ('DONE', 'FAILED')
                    and run_ms is not null
                  order by finished_at desc limit :newest) newest
                """
                    .formatted(kind.name().isEmpty() ? "" : "kind = :kind and"))
            .param("cpu", kind.cpu())
            .param("memory", kind.memory())
            .param("newest", NEWEST);
    return (kind.name().isEmpty() ? query : query.param("kind", kind.name()))
        .query(
            (row, number) ->
                row.getLong("builds") < ENOUGH
                    ? Optional.<Durations>empty()
                    : Optional.of(
                        new Durations(
                            Duration.ofMillis(Math.round(row.getDouble("half"))),
                            Duration.ofMillis(Math.round(row.getDouble("nearly_all"))))))
        .single()
        .orElse(null);
  }

  /** An empty name stands for all of the size. */
  private record Kind(String name, long cpu, long memory) {

    Kind anyName() {
      return new Kind("", cpu, memory);
    }
  }

  private record Known(Instant at, @Nullable Durations times) {}
}
