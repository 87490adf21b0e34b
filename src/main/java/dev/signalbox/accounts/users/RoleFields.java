package dev.signalbox.accounts.users;

import dev.signalbox.accounts.Role;
import dev.signalbox.web.Field;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/**
 * What is asked before a role is given, to one person or to many.
 *
 * @param choices what is sent and what is read, in the order to show
 */
record RoleFields(Field role, Map<String, String> choices, Field reason) {

  /** Said of a role that is none, however it came about. */
  static final String WRONG = "Choose admin, viewer or member.";

  private static final Map<String, String> CHOICES = inOrder();
  private static final String REASON = "optional, kept in the audit log";

  static RoleFields of(Role role) {
    return new RoleFields(
        role(role.name(), null), CHOICES, Field.empty("reason", "Reason", REASON));
  }

  static RoleFields sent(Errors errors) {
    @Nullable Object sent = errors.getFieldValue("role");
    return new RoleFields(
        role(sent == null ? null : sent.toString(), errors.hasFieldErrors("role") ? WRONG : null),
        CHOICES,
        Field.sent(errors, "reason", "Reason", REASON));
  }

  private static Field role(@Nullable String value, @Nullable String error) {
    return new Field("role", "Role", null, value, error);
  }

  private static Map<String, String> inOrder() {
    Map<String, String> choices = new LinkedHashMap<>();
    choices.put(Role.ADMIN.name(), "admin: sees and changes everything");
    choices.put(Role.VIEWER.name(), "viewer: sees everything, changes nothing");
    choices.put(Role.MEMBER.name(), "member: no console");
    return Collections.unmodifiableMap(choices);
  }
}
