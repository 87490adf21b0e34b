package dev.signalbox.nomad.drains;

import dev.signalbox.audit.AuditLog;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClientStatus;
import dev.signalbox.nomad.NomadActs;
import dev.signalbox.nomad.NomadDetails;
import dev.signalbox.nomad.NomadDetails.ClientDetail;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Has Nomad forget clients that are down: one that lives registers again. */
@Component
public class ClientPurge {

  private final NomadDetails details;
  private final NomadActs acts;
  private final AuditLog audit;

  public ClientPurge(NomadDetails details, NomadActs acts, AuditLog audit) {
    this.details = details;
    this.acts = acts;
    this.audit = audit;
  }

  public PurgeOutcome purge(String id, Because because) {
    @Nullable Client client = details.client(id).map(ClientDetail::client).orElse(null);
    if (client == null) {
      return new PurgeOutcome.Gone(id);
    }
    if (client.status() != ClientStatus.DOWN) {
      audit.record(
          because.actor(),
          "nomad.client.purged",
          ClientDrain.target(client),
          false,
          Map.of("reason", because.reason(), "outcome", "refused", "failure", "It is not down."));
      return new PurgeOutcome.Lives(client);
    }
    long index =
        audit.recording(
            because.actor(),
            "nomad.client.purged",
            ClientDrain.target(client),
            Map.of("reason", because.reason()),
            because.told(),
            () -> acts.purge(client.id()));
    return new PurgeOutcome.Purged(client, index);
  }
}
