package dev.signalbox.nomad.history;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClientStatus;
import dev.signalbox.nomad.NomadCluster;
import dev.signalbox.nomad.Trust;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Counts the clients every five minutes; of several instances the first does. */
@Component
class ClientCounts {

  private static final long EVERY = Duration.ofMinutes(5).toSeconds();

  private final NomadCluster cluster;
  private final JdbcClient database;
  private final Clock clock;

  ClientCounts(NomadCluster cluster, JdbcClient database, Clock clock) {
    this.cluster = cluster;
    this.database = database;
    this.clock = clock;
  }

  /** A picture that is old says nothing of now. */
  @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT20S")
  void count() {
    Trust.State state = cluster.trust().state();
    if (state != Trust.State.LIVE && state != Trust.State.POLLING) {
      return;
    }
    Collection<Client> clients = cluster.view().clients();
    long second = clock.instant().getEpochSecond();
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
                Instant.ofEpochSecond(second - second % EVERY), ZoneOffset.UTC))
        .param("ready", clients.stream().filter(Client::takesBuilds).count())
        .param("down", clients.stream().filter(one -> one.status() == ClientStatus.DOWN).count())
        .param("known", clients.size())
        .update();
  }
}
