package dev.signalbox.drains;

import dev.signalbox.audit.AuditLog;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClientStatus;
import dev.signalbox.nomad.NomadCommands;
import dev.signalbox.nomad.NomadQueries;
import dev.signalbox.nomad.NomadQueries.ClientDetail;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Purges clients that are down; any other client would re-register within seconds. */
@Component
public class ClientPurge {

  private final NomadQueries queries;
  private final NomadCommands commands;
  private final AuditLog audit;

  public ClientPurge(NomadQueries queries, NomadCommands commands, AuditLog audit) {
    this.queries = queries;
    this.commands = commands;
    this.audit = audit;
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
    return new PurgeOutcome.Purged(client, index);
  }
}
