package dev.signalbox.accounts.tokens;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a new token may at most be.
 *
 * @param scopes those it may have
 * @param latest when it must have expired
 */
record TokenLimits(Set<TokenScope> scopes, Instant latest) {

  /** Live tokens of one person. */
  static final int MOST = 20;

  /** For a person who signed in just now. */
  static TokenLimits ofAPerson(Instant now) {
    return new TokenLimits(EnumSet.allOf(TokenScope.class), inAYear(now));
  }

  /**
   * For a token that makes another one: neither more scopes nor a longer life, so that a token that
   * got into wrong hands cannot keep itself alive.
   */
  static TokenLimits of(ApiCaller caller, Instant now) {
    Instant latest = Stream.of(caller.expiresAt(), inAYear(now)).min(Instant::compareTo).get();
    return new TokenLimits(caller.scopes(), latest);
  }

  /** Whether a token may end then: not before now, and not too late. */
  boolean admit(Instant end, Instant now) {
    return end.isAfter(now) && !end.isAfter(latest);
  }

  private static Instant inAYear(Instant now) {
    return now.atOffset(ZoneOffset.UTC).plusYears(1).toInstant();
  }
}
