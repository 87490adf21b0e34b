package dev.signalbox.accounts.tokens;

import dev.signalbox.accounts.sessions.Standing;
import dev.signalbox.web.Moment;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a token is worth now. */
public sealed interface TokenJudgement {

  /** Good for its scopes, within what the owner may do. */
  record Holds(ApiCaller caller) implements TokenJudgement {}

  /**
   * Good for nothing.
   *
   * @param why a sentence for whoever holds the token
   */
  record Over(String why) implements TokenJudgement {}

  /** GitHub has been silent about the owner for too long; it may be good again in a while. */
  record Unconfirmed(Instant since) implements TokenJudgement {}

  static TokenJudgement of(LiveToken token, Instant now) {
    @Nullable Instant revokedAt = token.revokedAt();
    if (revokedAt != null) {
      return new Over("This token was revoked on " + Moment.day(revokedAt) + ".");
    }
    if (!token.expiresAt().isAfter(now)) {
      return new Over("This token expired on " + Moment.day(token.expiresAt()) + ".");
    }
    if (!token.status().mayEnter()) {
      return new Over("The account of the token's owner is suspended.");
    }
    if (!token.current()) {
      return new Over("The access of the token's owner was cut after the token was made.");
    }
    Standing standing = Standing.after(token.confirmedAt(), now);
    return standing == Standing.OUT
        ? new Unconfirmed(token.confirmedAt())
        : new Holds(new ApiCaller(token, standing));
  }
}
