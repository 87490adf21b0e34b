package dev.signalbox.accounts;

import java.util.Locale;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;

/** What a person may do in the console. */
@EnumNaming(EnumNamingStrategies.SnakeCaseStrategy.class)
public enum Role {
  /** Everything. */
  ADMIN,
  /** Sees everything, changes nothing. */
  VIEWER,
  /** May sign in to the installation; has no console. */
  MEMBER;

  /** The role as a word for pages. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
