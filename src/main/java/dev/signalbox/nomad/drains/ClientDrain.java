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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes clients out of scheduling so that what runs there can end. Decides by what Nomad says at
 * that moment, not by the view; fails with an {@link OutsideWorldException} when it says nothing.
 */
@Component
public class ClientDrain {

  /** How long the console may be away between an order and the next look at it. */
  private static final Duration RESTART = Duration.ofMinutes(10);

  private final NomadDetails details;
  private final NomadActs acts;
  private final AuditLog audit;
  private final Clock clock;

  public ClientDrain(NomadDetails details, NomadActs acts, AuditLog audit, Clock clock) {
    this.details = details;
    this.acts = acts;
    this.audit = audit;
    this.clock = clock;
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
    return because.isSeenAt(client) || mayBeOurs(client, order)
        ? new DrainOutcome.Arrived(client)
        : start(client, order, because);
  }

  /**
   * Servers before 1.1 do not tell whose drain runs. One that gives builds less time than was
   * ordered is somebody else's, and is ordered anew: who waits for every build must not go by
   * another's hour. Ours may have begun as long ago as a restart takes.
   */
  private boolean mayBeOurs(Client client, DrainOrder order) {
    Client.@Nullable Drain drain = client.drain();
    if (client.lastDrain() != null || !client.draining() || drain == null) {
      return false;
    }
    @Nullable Instant forceAt = drain.forceAt();
    @Nullable Duration deadline = order.deadline();
    return forceAt == null
        || (deadline != null && !forceAt.isBefore(clock.instant().plus(deadline).minus(RESTART)));
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
            because.told(),
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
