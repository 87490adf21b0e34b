package dev.signalbox.accounts;

import java.util.Locale;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;

/** What a user can do in the console. */
@EnumNaming(EnumNamingStrategies.SnakeCaseStrategy.class)
public enum Role {
  /** Reads and changes everything. */
  ADMIN,
  /** Reads everything, changes nothing. */
  VIEWER,
  /** Can use the CI server but not the console. */
  MEMBER;

  /** The role in lower case, as shown in pages. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
