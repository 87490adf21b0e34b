package dev.signalbox.accounts.tokens;

import dev.signalbox.accounts.Operator;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The metadata of a token, without its secret.
 *
 * @param current whether the owner's access was not revoked since the token was created
 * @param lastUsedFrom the IP address of the last use
 * @param revokedBy the login of the user who revoked it
 */
record IssuedToken(
    UUID id,
    Operator owner,
    String name,
    Set<TokenScope> scopes,
    boolean current,
    Instant createdAt,
    Instant expiresAt,
    @Nullable Instant lastUsedAt,
    @Nullable String lastUsedFrom,
    @Nullable Instant revokedAt,
    @Nullable String revokedBy) {

  boolean isActive(Instant now) {
    return current && revokedAt == null && expiresAt.isAfter(now);
  }
}
