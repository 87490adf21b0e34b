package dev.signalbox.accounts.tokens;

import dev.signalbox.accounts.AccountStatus;
import dev.signalbox.accounts.Operator;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A token with the account behind it, as one query reads both.
 *
 * @param current whether the owner's access was not cut since the token was made
 * @param confirmedAt when GitHub last confirmed the owner's membership
 * @param askedAt when GitHub was last asked, whatever came of it
 */
record LiveToken(
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
    Instant askedAt) {}
