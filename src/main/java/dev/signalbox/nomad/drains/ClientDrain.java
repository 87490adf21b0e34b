package dev.signalbox.nomad.drains;

import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.Target;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClientStatus;
import dev.signalbox.nomad.NomadActs;
import dev.signalbox.nomad.NomadActs.DrainOrder;
import dev.signalbox.nomad.NomadDetails;
import dev.signalbox.nomad.NomadDetails.ClientDetail;
import dev.signalbox.outside.OutsideWorldException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes clients out of scheduling so that what runs there can end. Decides by what Nomad says at
 * that moment, not by the view; fails with an {@link OutsideWorldException} when it says nothing.
 */
@Component
public class ClientDrain {

  private final NomadDetails details;
  private final NomadActs acts;
  private final AuditLog audit;

  public ClientDrain(NomadDetails details, NomadActs acts, AuditLog audit) {
    this.details = details;
    this.acts = acts;
    this.audit = audit;
  }

  /** Drains a client, or changes the drain that runs already. */
  public DrainOutcome start(String id, DrainOrder order, Because because) {
    @Nullable Client client = client(id);
    return client == null ? new DrainOutcome.Gone(id) : start(client, order, because);
  }

  /** The same, where nobody knows whether it was sent before: that is looked at first. */
  public DrainOutcome startUnlessArrived(String id, DrainOrder order, Because because) {
    @Nullable Client client = client(id);
    if (client == null) {
      return new DrainOutcome.Gone(id);
    }
    boolean untold = client.lastDrain() == null && client.draining();
    return because.isSeenAt(client) || untold
        ? new DrainOutcome.Arrived(client)
        : start(client, order, because);
  }

  private DrainOutcome start(Client client, DrainOrder order, Because because) {
    if (client.status() == ClientStatus.DOWN) {
      return new DrainOutcome.Down(client);
    }
    long index =
        audit.recording(
            because.actor(),
            "nomad.client.drained",
            target(client),
            Map.of(
                "reason",
                because.reason(),
                "deadline",
                DeadlineChoice.of(order).words(),
                "ignore_system_jobs",
                order.ignoreSystemJobs(),
                "operation",
                because.operation().toString()),
            () -> acts.drain(client.id(), order, because.meta()));
    return client.draining()
        ? new DrainOutcome.Changed(client, index)
        : new DrainOutcome.Started(client, index);
  }

  /** Ends a drain. */
  public CancelOutcome cancel(String id, boolean eligible, Because because) {
    @Nullable Client client = client(id);
    if (client == null) {
      return new CancelOutcome.Gone(id);
    }
    if (!client.draining()) {
      return new CancelOutcome.NotDraining(client);
    }
    long index =
        audit.recording(
            because.actor(),
            "nomad.client.drain.cancelled",
            target(client),
            Map.of("reason", because.reason(), "eligible", eligible),
            () -> acts.cancelDrain(client.id(), eligible, because.endMeta()));
    return new CancelOutcome.Cancelled(client, eligible, index);
  }

  private @Nullable Client client(String id) {
    return details.client(id).map(ClientDetail::client).orElse(null);
  }

  static Target target(Client client) {
    return Target.of("nomad-client", client.id(), client.name());
  }
}
