package dev.signalbox.accounts.tokens;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Limits of a new token.
 *
 * @param scopes the allowed scopes
 * @param latest the latest allowed expiration
 */
record TokenLimits(Set<TokenScope> scopes, Instant latest) {

  /** Maximum number of active tokens per user. */
  static final int MAX_ACTIVE_TOKENS = 20;

  /** The limits for a signed-in user. */
  static TokenLimits forUser(Instant now) {
    return new TokenLimits(EnumSet.allOf(TokenScope.class), inAYear(now));
  }

  /**
   * The limits for a token created with another token: no further scopes and no later expiration,
   * so that a leaked token cannot extend its own lifetime.
   */
  static TokenLimits of(ApiCaller caller, Instant now) {
    Instant latest = Stream.of(caller.expiresAt(), inAYear(now)).min(Instant::compareTo).get();
    return new TokenLimits(caller.scopes(), latest);
  }

  /** Whether the expiration is in the future and not too late. */
  boolean allowsExpiration(Instant end, Instant now) {
    return end.isAfter(now) && !end.isAfter(latest);
  }

  private static Instant inAYear(Instant now) {
    return now.atOffset(ZoneOffset.UTC).plusYears(1).toInstant();
  }
}
