package dev.signalbox.accounts.sessions;

import dev.signalbox.accounts.AccountStatus;
import dev.signalbox.accounts.Operator;
import java.time.Instant;

/**
 * A signed-in browser with the account behind it, as one query reads both.
 *
 * @param id names the session without being its secret
 * @param current whether access was not cut since the sign-in
 * @param confirmedAt when GitHub last confirmed the membership
 * @param askedAt when GitHub was last asked, whatever came of it
 */
record LiveSession(
    String id,
    Operator operator,
    AccountStatus status,
    boolean current,
    Instant signedInAt,
    Instant lastInteractionAt,
    Instant confirmedAt,
    Instant askedAt) {}
