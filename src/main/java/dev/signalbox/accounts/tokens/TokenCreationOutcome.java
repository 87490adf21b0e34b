package dev.signalbox.accounts.tokens;

import dev.signalbox.secrets.Secret;
import java.time.Instant;
import java.util.Set;

/** What came of making a token. */
sealed interface TokenCreationOutcome {

  /**
   * It is made.
   *
   * @param secret the token itself, to be shown this once
   */
  record Created(IssuedToken token, Secret secret) implements TokenCreationOutcome {}

  /** The person has as many live tokens as anybody may. */
  record TooMany(int most) implements TokenCreationOutcome {}

  /** It would end in the past or live too long. */
  record WrongExpiry(Instant latest) implements TokenCreationOutcome {}

  /** It could do more than whatever asked for it. */
  record TooMuch(Set<TokenScope> allowed) implements TokenCreationOutcome {}
}
