package dev.signalbox.accounts.users;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The optional reason of an action. */
final class AuditReason {

  static final int MAX_LENGTH = 500;
  static final String TOO_LONG = "At most 500 characters.";

  private AuditReason() {}

  /** Returns the event payload, with the reason if it is not blank. */
  static Map<String, ?> with(@Nullable String reason, Map<String, ?> payload) {
    if (reason == null || reason.isBlank()) {
      return payload;
    }
    Map<String, Object> explained = new HashMap<>(payload);
    explained.put("reason", reason.strip());
    return explained;
  }
}
