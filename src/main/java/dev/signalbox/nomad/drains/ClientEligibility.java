package dev.signalbox.nomad.drains;

import dev.signalbox.audit.AuditLog;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.NomadActs;
import dev.signalbox.nomad.NomadDetails;
import dev.signalbox.nomad.NomadDetails.ClientDetail;
import dev.signalbox.outside.OutsideWorldException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets the scheduler place builds on a client, or not; what runs there is left alone. A client that
 * a release takes out is not let in again: its machine may go at any moment.
 */
@Component
public class ClientEligibility {

  private final NomadDetails details;
  private final NomadActs acts;
  private final AuditLog audit;
  private final Leaving leaving;
  private final TransactionTemplate transaction;

  public ClientEligibility(
      NomadDetails details,
      NomadActs acts,
      AuditLog audit,
      Leaving leaving,
      TransactionTemplate transaction) {
    this.details = details;
    this.acts = acts;
    this.audit = audit;
    this.leaving = leaving;
    this.transaction = transaction;
  }

  public EligibilityOutcome set(String id, boolean eligible, Because because) {
    return eligible ? letIn(id, because) : changed(id, false, because);
  }

  /** No release begins between the look and the act, however long Nomad takes to answer. */
  private EligibilityOutcome letIn(String id, Because because) {
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              leaving.lock();
              return changed(id, true, because);
            }));
  }

  private EligibilityOutcome changed(String id, boolean eligible, Because because) {
    @Nullable Client client = details.client(id).map(ClientDetail::client).orElse(null);
    if (client == null) {
      return new EligibilityOutcome.Gone(id);
    }
    if (eligible && leaving.released().contains(id)) {
      return new EligibilityOutcome.Released(client);
    }
    if (client.draining() && eligible) {
      return new EligibilityOutcome.Draining(client);
    }
    if (client.eligible() == eligible) {
      return new EligibilityOutcome.AlreadySo(client, eligible);
    }
    try {
      long index =
          audit.recording(
              because.actor(),
              "nomad.client.eligibility.changed",
              ClientDrain.target(client),
              Map.of("reason", because.reason(), "eligible", eligible),
              because.told(),
              () -> acts.setEligible(client.id(), eligible));
      return new EligibilityOutcome.Done(client, eligible, index);
    } catch (OutsideWorldException.Conflicting e) {
      // a drain began between the question and the act
      return new EligibilityOutcome.Draining(client);
    }
  }
}
