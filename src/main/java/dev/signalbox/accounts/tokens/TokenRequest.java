package dev.signalbox.accounts.tokens;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** A request for a new token. */
record TokenRequest(String name, Set<TokenScope> scopes, Instant expiresAt) {

  /** The longest name that fits the table, in characters. */
  static final int MAX_NAME_LENGTH = 100;

  /** The token's scopes and expiration as an audit payload. */
  static Map<String, ?> described(Set<TokenScope> scopes, Instant expiresAt) {
    return Map.of(
        "scopes", scopes.stream().map(TokenScope::apiName).sorted().toList(),
        "expires_at", expiresAt.toString());
  }
}
