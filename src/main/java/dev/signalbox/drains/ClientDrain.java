package dev.signalbox.drains;

import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.Target;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClientStatus;
import dev.signalbox.nomad.DrainRequested;
import dev.signalbox.nomad.NomadCommands;
import dev.signalbox.nomad.NomadCommands.DrainSpec;
import dev.signalbox.nomad.NomadQueries;
import dev.signalbox.nomad.NomadQueries.ClientDetail;
import dev.signalbox.remote.RemoteSystemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Starts, changes and cancels the drains of clients. Every method reads the client from Nomad
 * instead of the snapshot and throws {@link RemoteSystemException} if a request to Nomad fails.
 */
@Component
public class ClientDrain {

  /** Maximum time that a restart of Signalbox takes, used to recognize a drain it has started. */
  private static final Duration MAX_RESTART_TIME = Duration.ofMinutes(10);

  private final NomadQueries queries;
  private final NomadCommands commands;
  private final AuditLog audit;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  public ClientDrain(
      NomadQueries queries,
      NomadCommands commands,
      AuditLog audit,
      ApplicationEventPublisher events,
      Clock clock) {
    this.queries = queries;
    this.commands = commands;
    this.audit = audit;
    this.events = events;
    this.clock = clock;
  }

  /** Drains a client, or changes the settings of a drain that is in progress. */
  public DrainStartOutcome start(String id, DrainSpec order, OperationContext context) {
    @Nullable Client client = client(id);
    return client == null ? new DrainStartOutcome.Gone(id) : start(client, order, context);
  }

  /**
   * Starts a drain unless Nomad has already received this operation, for callers that do not know
   * whether an earlier attempt succeeded.
   */
  public DrainStartOutcome startUnlessApplied(
      String id, DrainSpec order, OperationContext context) {
    @Nullable Client client = client(id);
    if (client == null) {
      return new DrainStartOutcome.Gone(id);
    }
    return context.hasStartedLastDrainOf(client) || mayBeApplied(client, order)
        ? new DrainStartOutcome.AlreadyApplied(client)
        : start(client, order, context);
  }

  /**
   * Whether a drain in progress may be the result of this operation. Nomad before 1.1 stores no
   * drain metadata, so the deadline decides: a drain with less time than requested was started by
   * someone else and is requested again.
   */
  private boolean mayBeApplied(Client client, DrainSpec order) {
    Client.@Nullable Drain drain = client.drain();
    if (client.lastDrain() != null || !client.draining() || drain == null) {
      return false;
    }
    @Nullable Instant forceAt = drain.forceAt();
    @Nullable Duration deadline = order.deadline();
    return forceAt == null
        || (deadline != null
            && !forceAt.isBefore(clock.instant().plus(deadline).minus(MAX_RESTART_TIME)));
  }

  private DrainStartOutcome start(Client client, DrainSpec order, OperationContext context) {
    if (client.status() == ClientStatus.DOWN) {
      return new DrainStartOutcome.Down(client);
    }
    long index =
        audit.recording(
            context.actor(),
            "nomad.client.drained",
            target(client),
            Map.of(
                "reason",
                context.reason(),
                "deadline",
                DeadlineChoice.of(order).label(),
                "ignore_system_jobs",
                order.ignoreSystemJobs(),
                "operation",
                context.operation().toString()),
            context.previousFailure(),
            () -> commands.drain(client.id(), order, context.drainMeta()));
    events.publishEvent(
        new DrainRequested(client.id(), context.actorName(), context.reason(), clock.instant()));
    return client.draining()
        ? new DrainStartOutcome.Changed(client, index)
        : new DrainStartOutcome.Started(client, index);
  }

  /** Cancels a drain. */
  public DrainCancelOutcome cancel(String id, boolean eligible, OperationContext context) {
    @Nullable Client client = client(id);
    if (client == null) {
      return new DrainCancelOutcome.Gone(id);
    }
    if (!client.draining()) {
      return new DrainCancelOutcome.NotDraining(client);
    }
    long index =
        audit.recording(
            context.actor(),
            "nomad.client.drain.cancelled",
            target(client),
            Map.of("reason", context.reason(), "eligible", eligible),
            () -> commands.cancelDrain(client.id(), eligible, context.cancelMeta()));
    return new DrainCancelOutcome.Canceled(client, eligible, index);
  }

  private @Nullable Client client(String id) {
    return queries.client(id).map(ClientDetail::client).orElse(null);
  }

  static Target target(Client client) {
    return Target.of("nomad-client", client.id(), client.name());
  }
}
