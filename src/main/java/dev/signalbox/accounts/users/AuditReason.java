package dev.signalbox.accounts.users;

import dev.signalbox.web.TextPolicy;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The optional reason of an action. */
final class AuditReason {

  static final int MAX_LENGTH = 500;
  static final String TOO_LONG = "At most 500 characters.";

  private AuditReason() {}

  /** Returns the event payload, with the reason if it is visible. */
  static Map<String, ?> with(@Nullable String reason, Map<String, ?> payload) {
    if (reason == null || !TextPolicy.isVisible(reason)) {
      return payload;
    }
    Map<String, Object> explained = new HashMap<>(payload);
    explained.put("reason", reason.strip());
    return explained;
  }
}
