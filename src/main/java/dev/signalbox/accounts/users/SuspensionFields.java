package dev.signalbox.accounts.users;

import dev.signalbox.web.FormField;
import org.springframework.validation.Errors;

/** The form fields of a suspension, for one or several users. */
record SuspensionFields(FormField reason, FormField until) {

  private static final String REASON = "saved in the audit log and shown to the user";
  private static final String UNTIL = "optional; reactivated at 00:00 UTC that day";

  static SuspensionFields empty() {
    return new SuspensionFields(
        FormField.empty("reason", "Reason", REASON), FormField.empty("until", "Ends on", UNTIL));
  }

  static SuspensionFields submitted(Errors errors) {
    return new SuspensionFields(
        FormField.submitted(errors, "reason", "Reason", REASON),
        FormField.submitted(errors, "until", "Ends on", UNTIL));
  }
}
