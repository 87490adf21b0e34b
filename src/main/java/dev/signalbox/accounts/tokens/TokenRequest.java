package dev.signalbox.accounts.tokens;

import java.time.Instant;
import java.util.Set;

/** A token that somebody wants. */
record TokenRequest(String name, Set<TokenScope> scopes, Instant expiresAt) {

  /** As long as the table on the page has room for. */
  static final int LONGEST_NAME = 100;
}
