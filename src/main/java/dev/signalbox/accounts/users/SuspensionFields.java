package dev.signalbox.accounts.users;

import dev.signalbox.web.Field;
import org.springframework.validation.Errors;

/** What is asked before a suspension, of one person or of many. */
record SuspensionFields(Field reason, Field until) {

  private static final String REASON = "kept in the audit log and shown to the person";
  private static final String UNTIL =
      "optional, such as 2026-12-24; active again from that day, 00:00 UTC";

  static SuspensionFields empty() {
    return new SuspensionFields(
        Field.empty("reason", "Reason", REASON), Field.empty("until", "Ends on", UNTIL));
  }

  static SuspensionFields sent(Errors errors) {
    return new SuspensionFields(
        Field.sent(errors, "reason", "Reason", REASON),
        Field.sent(errors, "until", "Ends on", UNTIL));
  }
}
