package dev.signalbox.drains;

import dev.signalbox.audit.AuditLog;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.NomadCommands;
import dev.signalbox.nomad.NomadQueries;
import dev.signalbox.nomad.NomadQueries.ClientDetail;
import dev.signalbox.remote.RemoteSystemException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Marks clients eligible or ineligible for scheduling; running builds are not affected. A client
 * that is being released is never marked eligible, because its machine may be terminated at any
 * moment.
 */
@Component
public class ClientEligibility {

  private final NomadQueries queries;
  private final NomadCommands commands;
  private final AuditLog audit;
  private final ClientsBeingRemoved leaving;
  private final TransactionTemplate transaction;

  public ClientEligibility(
      NomadQueries queries,
      NomadCommands commands,
      AuditLog audit,
      ClientsBeingRemoved leaving,
      TransactionTemplate transaction) {
    this.queries = queries;
    this.commands = commands;
    this.audit = audit;
    this.leaving = leaving;
    this.transaction = transaction;
  }

  public EligibilityOutcome set(String id, boolean eligible, OperationContext context) {
    return eligible ? markEligible(id, context) : change(id, false, context);
  }

  /** Holds the lock, so that no release starts between the check and the request to Nomad. */
  private EligibilityOutcome markEligible(String id, OperationContext context) {
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              leaving.lock();
              return change(id, true, context);
            }));
  }

  private EligibilityOutcome change(String id, boolean eligible, OperationContext context) {
    @Nullable Client client = queries.client(id).map(ClientDetail::client).orElse(null);
    if (client == null) {
      return new EligibilityOutcome.Gone(id);
    }
    if (eligible && leaving.releasedIds().contains(id)) {
      return new EligibilityOutcome.Released(client);
    }
    if (client.draining() && eligible) {
      return new EligibilityOutcome.Draining(client);
    }
    if (client.eligible() == eligible) {
      return new EligibilityOutcome.NoChange(client, eligible);
    }
    try {
      long index =
          audit.recording(
              context.actor(),
              "nomad.client.eligibility.changed",
              ClientDrain.target(client),
              Map.of("reason", context.reason(), "eligible", eligible),
              context.previousFailure(),
              () -> commands.setEligible(client.id(), eligible));
      return new EligibilityOutcome.Changed(client, eligible, index);
    } catch (RemoteSystemException.Conflict e) {
      // a drain started after the client was read
      return new EligibilityOutcome.Draining(client);
    }
  }
}
