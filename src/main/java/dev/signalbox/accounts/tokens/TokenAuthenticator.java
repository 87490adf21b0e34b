package dev.signalbox.accounts.tokens;

import dev.signalbox.accounts.MembershipCheckDue;
import dev.signalbox.accounts.membership.MembershipRefresher;
import dev.signalbox.accounts.sessions.MembershipStatus;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Authenticates the token of each request with one database query, so that revoking it, suspending
 * its owner or changing the owner's role takes effect with the next request.
 */
@Component
public class TokenAuthenticator {

  private static final TokenValidity UNKNOWN = new TokenValidity.Rejected("Unknown token.");

  private final TokenRepository tokens;
  private final TokenUsageRecorder usageRecorder;
  private final MembershipRefresher membershipRefresher;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  TokenAuthenticator(
      TokenRepository tokens,
      TokenUsageRecorder usageRecorder,
      MembershipRefresher membershipRefresher,
      ApplicationEventPublisher events,
      Clock clock) {
    this.tokens = tokens;
    this.usageRecorder = usageRecorder;
    this.membershipRefresher = membershipRefresher;
    this.events = events;
    this.clock = clock;
  }

  /** Checks the token of a request and records its use. */
  public TokenValidity authenticate(String offered, String address) {
    Optional<TokenValue> value = TokenValue.parse(offered);
    if (value.isEmpty()) {
      return new TokenValidity.Rejected("Not a Signalbox token, or it is truncated.");
    }
    return tokens
        .find(value.get())
        .map(token -> authenticate(token, value.get(), address))
        .orElse(UNKNOWN);
  }

  private TokenValidity authenticate(TokenWithOwner token, TokenValue value, String address) {
    Instant now = clock.instant();
    TokenWithOwner asOfNow = confirmed(token, value, now);
    TokenValidity validity = TokenValidity.of(asOfNow, now);
    if (validity instanceof TokenValidity.Accepted) {
      usageRecorder.recordUse(asOfNow, address, now);
    }
    return validity;
  }

  /**
   * Returns the token with an up-to-date membership. A token may be unused for weeks, so an old
   * confirmation does not mean that GitHub is down: it is renewed before the token is judged.
   */
  private TokenWithOwner confirmed(TokenWithOwner token, TokenValue value, Instant now) {
    boolean active = !(TokenValidity.of(token, now) instanceof TokenValidity.Rejected);
    if (!active || !MembershipStatus.isDue(token.confirmedAt(), token.checkedAt(), now)) {
      return token;
    }
    if (MembershipStatus.at(token.confirmedAt(), now) == MembershipStatus.FULL) {
      events.publishEvent(new MembershipCheckDue(token.owner().id()));
      return token;
    }
    membershipRefresher.refresh(token.owner().id());
    return tokens.find(value).orElse(token);
  }
}
