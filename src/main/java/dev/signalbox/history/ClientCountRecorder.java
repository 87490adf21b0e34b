package dev.signalbox.history;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClientStatus;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.SyncStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Stores the number of clients every 5 minutes; the first instance to do so wins. SQL, because
 * {@code on conflict do nothing} keeps the counts of the first instance.
 */
@Component
class ClientCountRecorder {

  private static final long INTERVAL_SECONDS = Duration.ofMinutes(5).toSeconds();

  private final ClusterState cluster;
  private final JdbcClient database;
  private final Clock clock;

  ClientCountRecorder(ClusterState cluster, JdbcClient database, Clock clock) {
    this.cluster = cluster;
    this.database = database;
    this.clock = clock;
  }

  /** Stores the current counts; skipped while the snapshot is stale. */
  @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT20S")
  void recordCounts() {
    SyncStatus.State state = cluster.syncStatus().state();
    if (state != SyncStatus.State.LIVE && state != SyncStatus.State.POLLING) {
      return;
    }
    Collection<Client> clients = cluster.snapshot().clients();
    long now = clock.instant().getEpochSecond();
    database
        .sql(
            """
            insert into nomad_client_count (at, ready, down, known)
            values (:at, :ready, :down, :known)
            on conflict do nothing
            """)
        .param(
            "at",
            OffsetDateTime.ofInstant(
                Instant.ofEpochSecond(now - now % INTERVAL_SECONDS), ZoneOffset.UTC))
        .param("ready", clients.stream().filter(Client::isSchedulable).count())
        .param("down", clients.stream().filter(one -> one.status() == ClientStatus.DOWN).count())
        .param("known", clients.size())
        .update();
  }
}
