package dev.signalbox.audit;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * An event of Signalbox before it is written.
 *
 * @param requestId shared by the events of one request, or null outside a request
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

  /** Returns the event with its outcome. */
  AuditEntry withOutcome(boolean worked, Map<String, ?> outcome) {
    return new AuditEntry(id, action, actor, target, outcome, metadata, requestId, worked);
  }

  /** Returns the client address and the API token of the request, from the logging context. */
  private static Map<String, String> currentMetadata() {
    Map<String, String> metadata = new HashMap<>();
    putFromContext(metadata, "address", "client.address");
    putFromContext(metadata, "token", "token.id");
    putFromContext(metadata, "token_name", "token.name");
    return metadata;
  }

  private static void putFromContext(Map<String, String> metadata, String name, String contextKey) {
    @Nullable String value = MDC.get(contextKey);
    if (value != null) {
      metadata.put(name, value);
    }
  }

  private static @Nullable String currentRequest() {
    return MDC.get("request.id");
  }
}
