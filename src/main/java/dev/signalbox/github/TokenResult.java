package dev.signalbox.github;

import dev.signalbox.secrets.Secret;
import java.util.Set;

/** The result of exchanging a code for a token. */
public sealed interface TokenResult {

  /**
   * GitHub issued a token.
   *
   * @param scopes the granted scopes, possibly fewer than requested
   */
  record Granted(Secret token, Set<String> scopes) implements TokenResult {}

  /**
   * GitHub returned an error.
   *
   * @param error GitHub's error code, such as {@code bad_verification_code}
   */
  record Denied(String error, String description) implements TokenResult {}
}
