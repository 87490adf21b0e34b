package dev.signalbox.audit;

import dev.signalbox.web.TextPolicy;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
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

  AuditEntry {
    payload = valid(withConfirmation(payload, metadata));
  }

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

  /** Adds how the actor was confirmed, if not by GitHub. */
  private static Map<String, ?> withConfirmation(
      Map<String, ?> payload, Map<String, String> metadata) {
    @Nullable String confirmation = metadata.get("confirmation");
    if (confirmation == null) {
      return payload;
    }
    Map<String, Object> marked = new LinkedHashMap<>(payload);
    marked.put("confirmation", confirmation);
    return marked;
  }

  /** Replaces invalid characters, for example in names that a remote system returned. */
  private static Map<String, ?> valid(Map<String, ?> payload) {
    Map<String, @Nullable Object> valid = new LinkedHashMap<>();
    payload.forEach((key, value) -> valid.put(key, validValue(value)));
    return valid;
  }

  private static @Nullable Object validValue(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    return switch (value) {
      case String text -> TextPolicy.replaceInvalid(text);
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> valid = new LinkedHashMap<>();
        map.forEach((key, element) -> valid.put(String.valueOf(key), validValue(element)));
        yield valid;
      }
      case Collection<?> elements -> elements.stream().map(AuditEntry::validValue).toList();
      default -> value;
    };
  }

  /**
   * Returns the client address, API token and confirmation of the request, from the logging
   * context.
   */
  private static Map<String, String> currentMetadata() {
    Map<String, String> metadata = new HashMap<>();
    putFromContext(metadata, "address", "client.address");
    putFromContext(metadata, "token", "token.id");
    putFromContext(metadata, "token_name", "token.name");
    putFromContext(metadata, "confirmation", "user.confirmation");
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
