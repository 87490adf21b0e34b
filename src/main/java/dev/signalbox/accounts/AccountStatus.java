package dev.signalbox.accounts;

import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;

/** The status of an account. */
@EnumNaming(EnumNamingStrategies.SnakeCaseStrategy.class)
public enum AccountStatus {
  /** Has signed in; takes a seat. */
  ACTIVE,
  /** Approved, but never signed in. */
  INACTIVE,
  /** Suspended by an admin. */
  SUSPENDED,
  /** New and waiting for the approval of an admin. */
  SUSPENDED_NEW;

  /** Whether an account with this status can sign in. */
  public boolean canSignIn() {
    return this == ACTIVE || this == INACTIVE;
  }
}
