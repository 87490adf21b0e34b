package dev.signalbox.accounts.tokens;

import dev.signalbox.accounts.Operator;
import dev.signalbox.web.CurrentUser;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * View model of a token in a list.
 *
 * @param revokedBy the login of the user who revoked it, or null
 * @param revocable whether the current user can revoke it
 */
public record TokenRow(
    String id,
    String name,
    String scopes,
    Owner owner,
    StatusLabel status,
    @Nullable String revokedBy,
    boolean revocable,
    TimestampView created,
    TimestampView expires,
    @Nullable TimestampView lastUsed,
    @Nullable String lastUsedFrom) {

  private static final Duration EXPIRY_WARNING = Duration.ofDays(7);

  static TokenRow of(IssuedToken token, boolean mayRevoke, Clock clock) {
    return new TokenRow(
        token.id().toString(),
        token.name(),
        token.scopes().stream()
            .map(scope -> scope.apiName().replace('_', ' '))
            .collect(Collectors.joining(", ")),
        Owner.of(token.owner()),
        status(token, clock.instant()),
        token.revokedBy(),
        mayRevoke && token.isActive(clock.instant()),
        TimestampView.of(token.createdAt(), clock),
        TimestampView.of(token.expiresAt(), clock),
        TimestampView.ofNullable(token.lastUsedAt(), clock),
        token.lastUsedFrom());
  }

  private static StatusLabel status(IssuedToken token, Instant now) {
    if (token.revokedAt() != null) {
      return StatusLabel.off("Revoked");
    }
    if (!token.current()) {
      return StatusLabel.off("Revoked with access");
    }
    Duration left = Duration.between(now, token.expiresAt());
    if (!left.isPositive()) {
      return StatusLabel.off("Expired");
    }
    return left.compareTo(EXPIRY_WARNING) < 0
        ? StatusLabel.warn("Active, " + TimestampView.formatDuration(left) + " left")
        : StatusLabel.ok("Active");
  }

  /** The token's owner. */
  public record Owner(String initials, String name, String login, String url) {

    static Owner of(Operator owner) {
      return new Owner(
          CurrentUser.initialsOf(owner.displayName()),
          owner.displayName(),
          owner.login(),
          "/users/" + owner.id());
    }
  }
}
