package dev.signalbox.accounts.users;

import dev.signalbox.accounts.Person;
import dev.signalbox.accounts.Role;

/** What came of giving somebody another role. */
sealed interface RoleOutcome {

  record Done(Person person, Role role) implements RoleOutcome {}

  record AlreadySo(Person person) implements RoleOutcome {}

  /** Nobody takes away one's own rights. */
  record Oneself() implements RoleOutcome {}

  /** Nobody would be left who could change anything. */
  record LastAdmin(Person person) implements RoleOutcome {}
}
