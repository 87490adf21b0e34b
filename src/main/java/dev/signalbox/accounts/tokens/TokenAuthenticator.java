package dev.signalbox.accounts.tokens;

import dev.signalbox.accounts.MembershipCheckDue;
import dev.signalbox.accounts.membership.MembershipRefresher;
import dev.signalbox.accounts.sessions.MembershipStatus;
import dev.signalbox.coordination.BackgroundExecutors;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Authenticates the token of each request with one database query, so that revoking it, suspending
 * its owner or changing the owner's role takes effect with the next request.
 */
@Component
public class TokenAuthenticator {

  private static final TokenValidity UNKNOWN = new TokenValidity.Rejected("Unknown token.");

  private static final Duration UPDATE_INTERVAL = Duration.ofMinutes(1);
  private static final Logger log = LoggerFactory.getLogger(TokenAuthenticator.class);

  private final ExecutorService writers = BackgroundExecutors.virtualThreads(log);
  private final TokenRepository tokens;
  private final MembershipRefresher membershipRefresher;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  TokenAuthenticator(
      TokenRepository tokens,
      MembershipRefresher membershipRefresher,
      ApplicationEventPublisher events,
      Clock clock) {
    this.tokens = tokens;
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
      recordUse(asOfNow, address, now);
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

  /** Records the last use asynchronously, at most once per minute and token. */
  private void recordUse(TokenWithOwner token, String address, Instant now) {
    Instant updatedBefore = now.minus(UPDATE_INTERVAL);
    @Nullable Instant last = token.lastUsedAt();
    if (last == null || last.isBefore(updatedBefore)) {
      writers.execute(() -> tokens.recordUse(token.id(), address, now, updatedBefore));
    }
  }

  @PreDestroy
  void finish() {
    writers.close();
  }
}
