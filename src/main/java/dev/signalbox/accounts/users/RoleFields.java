package dev.signalbox.accounts.users;

import dev.signalbox.accounts.Role;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is asked before a role is given, to one person or to many. */
final class RoleFields {

  static final String WRONG = "Choose admin, viewer or member.";

  /** What is sent and what is read, in the order to show. */
  static final Map<String, String> CHOICES = choices();

  private RoleFields() {}

  private static Map<String, String> choices() {
    Map<String, String> choices = new LinkedHashMap<>();
    choices.put(Role.ADMIN.name(), "admin: sees and changes everything");
    choices.put(Role.VIEWER.name(), "viewer: sees everything, changes nothing");
    choices.put(Role.MEMBER.name(), "member: no console");
    return Collections.unmodifiableMap(choices);
  }
}
