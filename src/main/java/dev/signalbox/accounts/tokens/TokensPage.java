package dev.signalbox.accounts.tokens;

import dev.signalbox.web.Empty;
import dev.signalbox.web.Moment;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A person's tokens, ready to print.
 *
 * @param full why no further one can be made, or null when one can
 * @param cutOff whether there are more ended ones than the list shows
 */
record TokensPage(
    String truth,
    List<TokenLine> tokens,
    @Nullable String full,
    boolean cutOff,
    @Nullable Empty empty) {

  /** All live ones fit in here, and the newest of those that ended. */
  static final int MOST_SHOWN = 60;

  static TokensPage of(
      List<IssuedToken> tokens, Predicate<IssuedToken> mayRevoke, Empty empty, Clock clock) {
    Instant now = clock.instant();
    List<IssuedToken> live = tokens.stream().filter(token -> token.live(now)).toList();
    boolean more = tokens.size() > MOST_SHOWN;
    return new TokensPage(
        truth(live, now),
        tokens.stream()
            .limit(MOST_SHOWN)
            .map(token -> TokenLine.of(token, mayRevoke.test(token), clock))
            .toList(),
        live.size() < TokenLimits.MOST
            ? null
            : "You have " + TokenLimits.MOST + " live tokens, the most there may be; revoke one.",
        more,
        tokens.isEmpty() ? empty : null);
  }

  private static String truth(List<IssuedToken> live, Instant now) {
    if (live.isEmpty()) {
      return "No live token";
    }
    String number =
        live.size() == 1
            ? "1 live token"
            : live.size() + " live tokens, at most " + TokenLimits.MOST;
    IssuedToken next = live.stream().min(Comparator.comparing(IssuedToken::expiresAt)).get();
    return number
        + " · "
        + next.name()
        + " expires in "
        + Moment.length(Duration.between(now, next.expiresAt()));
  }
}
