package dev.signalbox.accounts.tokens;

import dev.signalbox.web.Moment;
import dev.signalbox.web.Status;
import dev.signalbox.web.Visitor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One token in a list, ready to print.
 *
 * @param by the login of whoever revoked it
 * @param revocable whether whoever looks may end it, and it has not ended
 */
record TokenLine(
    String id,
    String name,
    String scopes,
    Owner owner,
    Status status,
    @Nullable String by,
    boolean revocable,
    Moment created,
    Moment expires,
    @Nullable Moment lastUsed,
    @Nullable String lastUsedFrom) {

  private static final Duration SOON = Duration.ofDays(7);

  static TokenLine of(IssuedToken token, boolean mayRevoke, Clock clock) {
    return new TokenLine(
        token.id().toString(),
        token.name(),
        token.scopes().stream()
            .map(scope -> scope.word().replace('_', ' '))
            .collect(Collectors.joining(", ")),
        Owner.of(token.owner()),
        status(token, clock.instant()),
        token.revokedBy(),
        mayRevoke && token.live(clock.instant()),
        Moment.of(token.createdAt(), clock),
        Moment.of(token.expiresAt(), clock),
        Moment.ofNullable(token.lastUsedAt(), clock),
        token.lastUsedFrom());
  }

  private static Status status(IssuedToken token, Instant now) {
    if (token.revokedAt() != null) {
      return Status.off("Revoked");
    }
    if (!token.current()) {
      return Status.off("Ended with the access");
    }
    Duration left = Duration.between(now, token.expiresAt());
    if (!left.isPositive()) {
      return Status.off("Expired");
    }
    return left.compareTo(SOON) < 0
        ? Status.warn("Live, " + Moment.length(left) + " left")
        : Status.ok("Live");
  }

  /** Whose it is. */
  record Owner(String initials, String name, String login, String url) {

    static Owner of(IssuedToken.Owner owner) {
      return new Owner(
          Visitor.initialsOf(owner.displayName()),
          owner.displayName(),
          owner.login(),
          "/users/" + owner.id());
    }
  }
}
