package dev.signalbox.accounts.tokens;

/** What came of revoking a token. */
sealed interface TokenRevocationOutcome {

  record Done(IssuedToken token) implements TokenRevocationOutcome {}

  /** Somebody was faster, or it had ended by itself. */
  record AlreadyOver(IssuedToken token) implements TokenRevocationOutcome {}

  /** There is no such token, or none that this person may know of. */
  record Unknown() implements TokenRevocationOutcome {}
}
