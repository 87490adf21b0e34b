package dev.signalbox.accounts.users;

import dev.signalbox.accounts.UserAccount;

/** The result of suspending or activating a user. */
sealed interface SuspensionOutcome {

  record Done(UserAccount user) implements SuspensionOutcome {}

  /** The user already has the status. */
  record NoChange(UserAccount user) implements SuspensionOutcome {}

  /** Admins cannot suspend themselves. */
  record OwnAccount() implements SuspensionOutcome {}

  /** The last active admin cannot be suspended. */
  record LastAdmin(UserAccount user) implements SuspensionOutcome {}
}
