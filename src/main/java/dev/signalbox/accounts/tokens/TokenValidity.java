package dev.signalbox.accounts.tokens;

import dev.signalbox.accounts.sessions.MembershipStatus;
import dev.signalbox.web.TimestampView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The validity of a token at a point in time. */
public sealed interface TokenValidity {

  /** The token is valid for its scopes, limited by the owner's role. */
  record Accepted(ApiCaller caller) implements TokenValidity {}

  /**
   * The token is invalid.
   *
   * @param why a sentence for the response
   */
  record Rejected(String why) implements TokenValidity {}

  /** GitHub has not confirmed the owner's membership for too long; the request can be retried. */
  record Unconfirmed(Instant since) implements TokenValidity {}

  static TokenValidity of(TokenWithOwner token, Instant now) {
    @Nullable Instant revokedAt = token.revokedAt();
    if (revokedAt != null) {
      return new Rejected("This token was revoked on " + TimestampView.day(revokedAt) + ".");
    }
    if (!token.expiresAt().isAfter(now)) {
      return new Rejected("This token expired on " + TimestampView.day(token.expiresAt()) + ".");
    }
    if (!token.status().canSignIn()) {
      return new Rejected("The token's owner is suspended.");
    }
    if (!token.current()) {
      return new Rejected(
          "The access of the token's owner was revoked after the token was created.");
    }
    MembershipStatus membershipStatus = MembershipStatus.at(token.confirmedAt(), now);
    return membershipStatus == MembershipStatus.EXPIRED
        ? new Unconfirmed(token.confirmedAt())
        : new Accepted(new ApiCaller(token, membershipStatus));
  }
}
