package dev.signalbox.accounts.tokens;

import dev.signalbox.secrets.Secret;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A token that was just created.
 *
 * @param token the token itself, returned only here
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record NewTokenJson(
    UUID id,
    String name,
    List<TokenScope> scopes,
    Instant createdAt,
    Instant expiresAt,
    String token) {

  static NewTokenJson of(IssuedToken token, Secret secret) {
    return new NewTokenJson(
        token.id(),
        token.name(),
        token.scopes().stream().sorted().toList(),
        token.createdAt(),
        token.expiresAt(),
        secret.reveal());
  }

  @Override
  public String toString() {
    return "NewTokenJson[" + id + "]";
  }
}
