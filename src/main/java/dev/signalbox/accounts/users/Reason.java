package dev.signalbox.accounts.users;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why something was done, where saying so is left to whoever does it. */
final class Reason {

  static final int LONGEST = 500;
  static final String TOO_LONG = "At most 500 characters fit.";

  private Reason() {}

  /** The payload of an event, with the reason if there is one. */
  static Map<String, ?> with(@Nullable String reason, Map<String, ?> payload) {
    if (reason == null || reason.isBlank()) {
      return payload;
    }
    Map<String, Object> explained = new HashMap<>(payload);
    explained.put("reason", reason.strip());
    return explained;
  }
}
