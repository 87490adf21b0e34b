package dev.signalbox.accounts.users;

import dev.signalbox.accounts.Role;
import dev.signalbox.accounts.UserAccount;

/** The result of a role change. */
sealed interface RoleOutcome {

  record Done(UserAccount user, Role role) implements RoleOutcome {}

  record NoChange(UserAccount user) implements RoleOutcome {}

  /** Admins cannot change their own role. */
  record OwnAccount() implements RoleOutcome {}

  /** The last active admin cannot be demoted. */
  record LastAdmin(UserAccount user) implements RoleOutcome {}
}
