package dev.signalbox.nomad.drains;

import dev.signalbox.audit.Actor;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.Client.LastDrain;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why something is done to a client, and for whom: as the audit log and Nomad's own tools tell it.
 *
 * @param operation marks the act at Nomad, so that after a crash it is seen whether it arrived
 * @param told the failure of an earlier try that the audit log tells of, or empty
 */
public record Because(Actor actor, String reason, UUID operation, String told) {

  private static final String OPERATION = "console_op";

  public Because(Actor actor, String reason, UUID operation) {
    this(actor, reason, operation, "");
  }

  /** What Nomad keeps beside a drain. */
  Map<String, String> meta() {
    return Map.of("message", reason, "requested_by", who(), OPERATION, operation.toString());
  }

  /** The same beside the end of one. */
  Map<String, String> endMeta() {
    return Map.of("cancel_message", reason, "requested_by", who(), OPERATION, operation.toString());
  }

  /** Whether the client's last drain came of this very act; servers before 1.1 do not tell. */
  public boolean isSeenAt(Client client) {
    @Nullable LastDrain last = client.lastDrain();
    return last != null && operation.toString().equals(last.meta().get(OPERATION));
  }

  private String who() {
    return Objects.requireNonNullElse(actor.name(), actor.id());
  }
}
