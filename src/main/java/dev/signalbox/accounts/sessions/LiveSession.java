package dev.signalbox.accounts.sessions;

import dev.signalbox.accounts.AccountStatus;
import dev.signalbox.accounts.Operator;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A session with its account.
 *
 * @param id identifies the session; not the secret in the cookie
 * @param current false if access was revoked after the sign-in
 * @param confirmedAt when GitHub last confirmed the membership
 * @param checkedAt when GitHub was last queried, successfully or not
 * @param reauthenticatedAt when the user last confirmed their identity, at the earliest at sign-in
 * @param lastActionAt when an action last required re-authentication, at the earliest at that time
 * @param unconfirmedAt when the user last re-authenticated without GitHub, or null
 * @param endsAt the end of a session that was started with a one-time code, or null
 */
record LiveSession(
    String id,
    Operator operator,
    AccountStatus status,
    boolean current,
    Instant signedInAt,
    Instant lastInteractionAt,
    Instant confirmedAt,
    Instant checkedAt,
    Instant reauthenticatedAt,
    Instant lastActionAt,
    @Nullable Instant unconfirmedAt,
    @Nullable Instant endsAt) {

  /** Whether the user last confirmed their identity without GitHub, during an outage. */
  boolean isUnconfirmed() {
    return unconfirmedAt != null;
  }

  /** Whether the session was started with a one-time code. */
  boolean hasOneTimeCode() {
    return endsAt != null;
  }

  /** Whether GitHub confirmed the identity at the last sign-in or re-authentication. */
  boolean isConfirmedByGitHub() {
    return !hasOneTimeCode() && !isUnconfirmed();
  }

  /** Whether the user did so after GitHub last confirmed their membership. */
  boolean isUnconfirmedMember() {
    return unconfirmedAt != null && unconfirmedAt.isAfter(confirmedAt);
  }
}
