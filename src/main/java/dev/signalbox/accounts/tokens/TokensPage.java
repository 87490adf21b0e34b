package dev.signalbox.accounts.tokens;

import dev.signalbox.web.EmptyState;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * View model of a user's tokens.
 *
 * @param limitMessage why no further token can be created, or null
 * @param truncated whether more inactive tokens exist than the list shows
 */
record TokensPage(
    String summary,
    List<TokenRow> tokens,
    @Nullable String limitMessage,
    boolean truncated,
    @Nullable EmptyState empty) {

  /** Enough for all active tokens and the newest inactive ones. */
  static final int MAX_SHOWN = 60;

  static TokensPage of(
      List<IssuedToken> tokens, Predicate<IssuedToken> mayRevoke, EmptyState empty, Clock clock) {
    Instant now = clock.instant();
    List<IssuedToken> active = tokens.stream().filter(token -> token.isActive(now)).toList();
    boolean more = tokens.size() > MAX_SHOWN;
    return new TokensPage(
        summary(active, now),
        tokens.stream()
            .limit(MAX_SHOWN)
            .map(token -> TokenRow.of(token, mayRevoke.test(token), clock))
            .toList(),
        active.size() < TokenLimits.MAX_ACTIVE_TOKENS
            ? null
            : "Limit of "
                + TokenLimits.MAX_ACTIVE_TOKENS
                + " active tokens reached. Revoke one first.",
        more,
        tokens.isEmpty() ? empty : null);
  }

  private static String summary(List<IssuedToken> active, Instant now) {
    if (active.isEmpty()) {
      return "No active tokens";
    }
    IssuedToken next = active.stream().min(Comparator.comparing(IssuedToken::expiresAt)).get();
    return active.size()
        + " active (max "
        + TokenLimits.MAX_ACTIVE_TOKENS
        + ") · “"
        + next.name()
        + "” expires in "
        + TimestampView.formatDuration(Duration.between(now, next.expiresAt()));
  }
}
