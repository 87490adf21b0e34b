package dev.signalbox.accounts.access;

import dev.signalbox.accounts.Role;

/** Whether somebody may use the installation. */
public sealed interface AccessAnswer {

  /** Come in. The role is the console's; members have none there and may pass here. */
  record Welcome(long githubId, String login, String displayName, Role role)
      implements AccessAnswer {}

  /** Nobody we know, or nobody who is signed in. */
  record Nobody() implements AccessAnswer {}

  /** Somebody we know, who may not pass. */
  record Refused(Cause cause) implements AccessAnswer {}

  /** Why somebody may not pass. */
  enum Cause {
    /** Suspended by an admin, or new and waiting for one. */
    SUSPENDED,
    /** GitHub said that they do not belong. */
    OUTSIDE,
    /** GitHub could not confirm the membership for too long. */
    UNCONFIRMED
  }
}
