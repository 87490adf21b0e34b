package dev.signalbox.accounts.sessions;

import dev.signalbox.accounts.AccountStatus;
import dev.signalbox.accounts.Operator;
import java.time.Instant;

/**
 * A session with its account.
 *
 * @param id identifies the session; not the secret in the cookie
 * @param current false if access was revoked after the sign-in
 * @param confirmedAt when GitHub last confirmed the membership
 * @param checkedAt when GitHub was last queried, successfully or not
 * @param reauthenticatedAt when the user last confirmed their identity, at the earliest at sign-in
 * @param lastActionAt when an action last required re-authentication, at the earliest at that time
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
    Instant lastActionAt) {}
