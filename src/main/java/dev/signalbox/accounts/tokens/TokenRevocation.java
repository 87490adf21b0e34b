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

/** Revokes tokens: one's own, and for an admin anybody's. It holds from the next call on. */
@Component
class TokenRevocation {

  private final Tokens tokens;
  private final AuditLog audit;
  private final Clock clock;

  TokenRevocation(Tokens tokens, AuditLog audit, Clock clock) {
    this.tokens = tokens;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Revokes a token.
   *
   * @param anybodys whether the person may revoke more than their own
   */
  @Transactional
  public TokenRevocationOutcome revoke(UUID id, Operator by, boolean anybodys) {
    Optional<IssuedToken> found =
        tokens.find(id).filter(token -> anybodys || token.owner().id().equals(by.id()));
    if (found.isEmpty()) {
      return new TokenRevocationOutcome.Unknown();
    }
    IssuedToken token = found.get();
    if (!token.live(clock.instant()) || !tokens.revoke(id, by)) {
      return new TokenRevocationOutcome.AlreadyOver(token);
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
