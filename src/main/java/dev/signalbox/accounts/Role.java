package dev.signalbox.accounts;

import java.util.Locale;

/** What a person may do in the console. */
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
