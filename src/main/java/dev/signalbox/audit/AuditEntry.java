package dev.signalbox.audit;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * An event about to be written.
 *
 * @param requestId connects the events of one request, or null where no request asked
 */
record AuditEntry(
    UUID id,
    String action,
    Actor actor,
    Target target,
    Map<String, ?> payload,
    Map<String, String> metadata,
    @Nullable String requestId,
    boolean success) {

  static AuditEntry now(
      String action, Actor actor, Target target, Map<String, ?> payload, boolean success) {
    return new AuditEntry(
        UUID.randomUUID(),
        action,
        actor,
        target,
        payload,
        currentMetadata(),
        currentRequest(),
        success);
  }

  /** The same event once its outcome is known. */
  AuditEntry ended(boolean worked, Map<String, ?> outcome) {
    return new AuditEntry(id, action, actor, target, outcome, metadata, requestId, worked);
  }

  /** Where the request came from, as the page kit notes it for the log too. */
  private static Map<String, String> currentMetadata() {
    Map<String, String> metadata = new HashMap<>();
    @Nullable String address = MDC.get("client.address");
    if (address != null) {
      metadata.put("address", address);
    }
    return metadata;
  }

  private static @Nullable String currentRequest() {
    return MDC.get("request.id");
  }
}
