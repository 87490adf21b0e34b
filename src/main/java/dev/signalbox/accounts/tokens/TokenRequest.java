package dev.signalbox.accounts.tokens;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** A token that somebody wants. */
record TokenRequest(String name, Set<TokenScope> scopes, Instant expiresAt) {

  /** As long as the table on the page has room for. */
  static final int LONGEST_NAME = 100;

  /** What a token may do and until when, for the audit log. */
  static Map<String, ?> described(Set<TokenScope> scopes, Instant expiresAt) {
    return Map.of(
        "scopes", scopes.stream().map(TokenScope::word).sorted().toList(),
        "expires_at", expiresAt.toString());
  }
}
