package dev.signalbox.accounts.tokens;

import dev.signalbox.secrets.Secret;
import java.time.Instant;
import java.util.Set;

/** The result of creating a token. */
sealed interface TokenCreationOutcome {

  /**
   * The token was created.
   *
   * @param secret the token itself, to be shown once
   */
  record Created(IssuedToken token, Secret secret) implements TokenCreationOutcome {}

  /** The user has reached the limit of active tokens. */
  record LimitReached(int max) implements TokenCreationOutcome {}

  /** The expiration is in the past or too late. */
  record InvalidExpiration(Instant latest) implements TokenCreationOutcome {}

  /** The requested scopes exceed the allowed ones. */
  record ScopesNotAllowed(Set<TokenScope> allowed) implements TokenCreationOutcome {}
}
