package dev.signalbox.accounts;

import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;

/** The guide's four windows. */
@EnumNaming(EnumNamingStrategies.SnakeCaseStrategy.class)
public enum AccountStatus {
  /** May sign in and has; takes a seat. */
  ACTIVE,
  /** Approved, but never signed in. */
  INACTIVE,
  /** Sent away by an admin. */
  SUSPENDED,
  /** New, and new people wait for an admin. */
  SUSPENDED_NEW;

  public boolean mayEnter() {
    return this == ACTIVE || this == INACTIVE;
  }
}
