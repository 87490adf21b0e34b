package dev.signalbox.accounts.access;

import dev.signalbox.accounts.AccountStatus;
import dev.signalbox.accounts.Role;
import dev.signalbox.accounts.access.AccessDecision.Cause;
import dev.signalbox.accounts.sessions.MembershipStatus;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The data of one access check.
 *
 * @param current whether the session of the pass is still valid
 * @param revoked whether GitHub's last response was that the user is not a member
 * @param confirmedAt when GitHub last confirmed the membership
 * @param checkedAt when GitHub was last queried, successfully or not
 */
record AccessCheck(
    UUID account,
    long githubId,
    String login,
    @Nullable String name,
    Role role,
    AccountStatus status,
    boolean current,
    boolean revoked,
    Instant confirmedAt,
    Instant checkedAt) {

  /** Decides about the access at a point in time. */
  AccessDecision decide(Instant now) {
    if (!status.canSignIn()) {
      return new AccessDecision.Denied(Cause.SUSPENDED);
    }
    if (revoked) {
      return new AccessDecision.Denied(Cause.OUTSIDE);
    }
    if (!current) {
      return new AccessDecision.Unauthenticated();
    }
    return MembershipStatus.at(confirmedAt, now) == MembershipStatus.EXPIRED
        ? new AccessDecision.Denied(Cause.UNCONFIRMED)
        : new AccessDecision.Allowed(account, githubId, login, name, role);
  }

  /** Whether the membership is due for another check. */
  boolean isMembershipDue(Instant now) {
    return status.canSignIn()
        && current
        && !revoked
        && MembershipStatus.isDue(confirmedAt, checkedAt, now);
  }
}
