package dev.signalbox.drains;

import dev.signalbox.audit.AuditLog;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClientStatus;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.NomadCommands;
import dev.signalbox.nomad.NomadQueries;
import dev.signalbox.nomad.NomadQueries.ClientDetail;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Purges clients that are down; any other client would re-register within seconds. */
@Component
public class ClientPurge {

  private static final Logger log = LoggerFactory.getLogger(ClientPurge.class);

  /** Maximum time to wait until the snapshot no longer contains the client. */
  private static final Duration MAX_WAIT = Duration.ofSeconds(2);

  private final NomadQueries queries;
  private final NomadCommands commands;
  private final AuditLog audit;
  private final ClusterState cluster;

  public ClientPurge(
      NomadQueries queries, NomadCommands commands, AuditLog audit, ClusterState cluster) {
    this.queries = queries;
    this.commands = commands;
    this.audit = audit;
    this.cluster = cluster;
  }

  public PurgeOutcome purge(String id, OperationContext context) {
    @Nullable Client client = queries.client(id).map(ClientDetail::client).orElse(null);
    if (client == null) {
      return new PurgeOutcome.Gone(id);
    }
    if (client.status() != ClientStatus.DOWN) {
      audit.record(
          context.actor(),
          "nomad.client.purged",
          ClientDrain.target(client),
          false,
          Map.of(
              "reason", context.reason(), "outcome", "refused", "failure", "Client is not down."));
      return new PurgeOutcome.StillAlive(client);
    }
    long index =
        audit.recording(
            context.actor(),
            "nomad.client.purged",
            ClientDrain.target(client),
            Map.of("reason", context.reason()),
            context.previousFailure(),
            () -> commands.purge(client.id()));
    if (!cluster.awaitRemoval(client.id(), MAX_WAIT)) {
      log.info("The snapshot still contains the purged client {}.", client.name());
    }
    return new PurgeOutcome.Purged(client, index);
  }
}
