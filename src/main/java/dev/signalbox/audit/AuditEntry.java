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

  /** Where the request came from and by which means, as it is noted for the log too. */
  private static Map<String, String> currentMetadata() {
    Map<String, String> metadata = new HashMap<>();
    note(metadata, "address", "client.address");
    // of the API: which of the person's tokens it was
    note(metadata, "token", "token.id");
    note(metadata, "token_name", "token.name");
    return metadata;
  }

  private static void note(Map<String, String> metadata, String name, String mark) {
    @Nullable String value = MDC.get(mark);
    if (value != null) {
      metadata.put(name, value);
    }
  }

  private static @Nullable String currentRequest() {
    return MDC.get("request.id");
  }
}
