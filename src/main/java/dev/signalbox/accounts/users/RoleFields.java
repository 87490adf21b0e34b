package dev.signalbox.accounts.users;

import dev.signalbox.accounts.Role;
import dev.signalbox.web.FormField;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/**
 * The form fields of a role change, for one or several users.
 *
 * @param choices form values with their labels, in display order
 */
record RoleFields(FormField role, Map<String, String> choices, FormField reason) {

  /** The validation message for a missing or unknown role. */
  static final String INVALID_ROLE = "Choose a role.";

  private static final Map<String, String> CHOICES = inOrder();
  private static final String REASON = "optional, saved in the audit log";

  static RoleFields of(Role role) {
    return new RoleFields(
        role(role.name(), null), CHOICES, FormField.empty("reason", "Reason", REASON));
  }

  static RoleFields submitted(Errors errors) {
    @Nullable Object submitted = errors.getFieldValue("role");
    return new RoleFields(
        role(
            submitted == null ? null : submitted.toString(),
            errors.hasFieldErrors("role") ? INVALID_ROLE : null),
        CHOICES,
        FormField.submitted(errors, "reason", "Reason", REASON));
  }

  private static FormField role(@Nullable String value, @Nullable String error) {
    return new FormField("role", "Role", null, value, error);
  }

  private static Map<String, String> inOrder() {
    Map<String, String> choices = new LinkedHashMap<>();
    choices.put(Role.ADMIN.name(), "admin – full access");
    choices.put(Role.VIEWER.name(), "viewer – read-only");
    choices.put(Role.MEMBER.name(), "member – no console access");
    return Collections.unmodifiableMap(choices);
  }
}
