package dev.signalbox.drains;

import dev.signalbox.audit.Actor;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.Client.LastDrain;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Actor, reason and id of an operation on a client, for the audit log and for Nomad's drain
 * metadata.
 *
 * @param operation stored in Nomad's drain metadata, so that a restarted instance can tell whether
 *     Nomad received the request
 * @param previousFailure the failure of an earlier attempt that is already in the audit log, or
 *     empty
 */
public record OperationContext(Actor actor, String reason, UUID operation, String previousFailure) {

  private static final String OPERATION = "console_op";

  public OperationContext(Actor actor, String reason, UUID operation) {
    this(actor, reason, operation, "");
  }

  /** The metadata that Nomad stores when a drain starts. */
  Map<String, String> drainMeta() {
    return Map.of("message", reason, "requested_by", actorName(), OPERATION, operation.toString());
  }

  /** The metadata that Nomad stores when a drain is canceled. */
  Map<String, String> cancelMeta() {
    return Map.of(
        "cancel_message", reason, "requested_by", actorName(), OPERATION, operation.toString());
  }

  /** Whether this operation started the client's last drain; always false before Nomad 1.1. */
  public boolean hasStartedLastDrainOf(Client client) {
    @Nullable LastDrain last = client.lastDrain();
    return last != null && operation.toString().equals(last.meta().get(OPERATION));
  }

  String actorName() {
    return Objects.requireNonNullElse(actor.name(), actor.id());
  }
}
