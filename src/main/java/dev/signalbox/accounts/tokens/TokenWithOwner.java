package dev.signalbox.accounts.tokens;

import dev.signalbox.accounts.AccountStatus;
import dev.signalbox.accounts.Operator;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A token with its owner's account, read in one query.
 *
 * @param current whether the owner's access was not revoked since the token was created
 * @param confirmedAt when GitHub last confirmed the owner's membership
 * @param checkedAt when GitHub was last queried for the membership, successfully or not
 */
record TokenWithOwner(
    UUID id,
    String name,
    Set<TokenScope> scopes,
    Operator owner,
    AccountStatus status,
    boolean current,
    Instant expiresAt,
    @Nullable Instant revokedAt,
    @Nullable Instant lastUsedAt,
    Instant confirmedAt,
    Instant checkedAt) {}
