package dev.signalbox.accounts.tokens;

import dev.signalbox.accounts.Operator;
import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.Target;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Revokes tokens. Users revoke their own, admins any. Takes effect with the next request. */
@Component
class TokenRevocation {

  private final TokenRepository tokens;
  private final AuditLog audit;
  private final Clock clock;

  TokenRevocation(TokenRepository tokens, AuditLog audit, Clock clock) {
    this.tokens = tokens;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Revokes a token.
   *
   * @param anyOwner whether the user can revoke other users' tokens
   */
  @Transactional
  public TokenRevocationOutcome revoke(UUID id, Operator by, boolean anyOwner) {
    Optional<IssuedToken> found =
        tokens.find(id).filter(token -> anyOwner || token.owner().id().equals(by.id()));
    if (found.isEmpty()) {
      return new TokenRevocationOutcome.Unknown();
    }
    IssuedToken token = found.get();
    if (!token.isActive(clock.instant()) || !tokens.revoke(id, by)) {
      return new TokenRevocationOutcome.AlreadyInactive(token);
    }
    audit.record(
        "token.revoked",
        Target.of("token", id.toString(), token.name()),
        Map.of(
            "owner",
            token.owner().login(),
            "reason",
            token.owner().id().equals(by.id()) ? "revoked by its owner" : "revoked by an admin",
            "before",
            TokenRequest.described(token.scopes(), token.expiresAt()),
            "after",
            "revoked"));
    return new TokenRevocationOutcome.Done(token);
  }
}
