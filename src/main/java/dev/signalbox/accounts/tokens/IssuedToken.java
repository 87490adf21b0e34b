package dev.signalbox.accounts.tokens;

import dev.signalbox.accounts.Role;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A token as lists show it; nobody can read the token itself out of it.
 *
 * @param current whether the owner's access was not cut since the token was made
 * @param lastUsedFrom the address of the last use
 * @param revokedBy the login of whoever revoked it
 */
record IssuedToken(
    UUID id,
    Owner owner,
    String name,
    Set<TokenScope> scopes,
    boolean current,
    Instant createdAt,
    Instant expiresAt,
    @Nullable Instant lastUsedAt,
    @Nullable String lastUsedFrom,
    @Nullable Instant revokedAt,
    @Nullable String revokedBy) {

  boolean live(Instant now) {
    return current && revokedAt == null && expiresAt.isAfter(now);
  }

  /** Whose it is. */
  record Owner(UUID id, String login, @Nullable String name, Role role) {

    String displayName() {
      return name == null || name.isBlank() ? login : name;
    }
  }
}
