package dev.signalbox.accounts.tokens;

/** The result of revoking a token. */
sealed interface TokenRevocationOutcome {

  record Done(IssuedToken token) implements TokenRevocationOutcome {}

  /** The token was already revoked or expired. */
  record AlreadyInactive(IssuedToken token) implements TokenRevocationOutcome {}

  /** The token does not exist or is not visible to the user. */
  record Unknown() implements TokenRevocationOutcome {}
}
