package dev.signalbox.accounts.tokens;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A token in the API.
 *
 * @param live whether the token is active
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record TokenJson(
    UUID id,
    String name,
    List<TokenScope> scopes,
    boolean live,
    Instant createdAt,
    Instant expiresAt,
    @Nullable Instant lastUsedAt,
    @Nullable String lastUsedFrom,
    @Nullable Instant revokedAt,
    @Nullable String revokedBy) {

  static TokenJson of(IssuedToken token, Instant now) {
    return new TokenJson(
        token.id(),
        token.name(),
        token.scopes().stream().sorted().toList(),
        token.isActive(now),
        token.createdAt(),
        token.expiresAt(),
        token.lastUsedAt(),
        token.lastUsedFrom(),
        token.revokedAt(),
        token.revokedBy());
  }
}
