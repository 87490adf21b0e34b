package dev.signalbox.accounts.tokens;

import dev.signalbox.accounts.Operator;
import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.Target;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Creates tokens. The token itself is returned once; the database stores only its hash. */
@Component
class TokenCreation {

  private final SecureRandom random = new SecureRandom();
  private final TokenRepository tokens;
  private final AuditLog audit;
  private final Clock clock;

  TokenCreation(TokenRepository tokens, AuditLog audit, Clock clock) {
    this.tokens = tokens;
    this.audit = audit;
    this.clock = clock;
  }

  @Transactional
  public TokenCreationOutcome create(TokenRequest request, TokenLimits limits, Operator owner) {
    if (!limits.scopes().containsAll(request.scopes())) {
      return new TokenCreationOutcome.ScopesNotAllowed(limits.scopes());
    }
    if (!limits.allowsExpiration(request.expiresAt(), clock.instant())) {
      return new TokenCreationOutcome.InvalidExpiration(limits.latest());
    }
    if (tokens.countActiveForUpdate(owner.id()) >= TokenLimits.MAX_ACTIVE_TOKENS) {
      return new TokenCreationOutcome.LimitReached(TokenLimits.MAX_ACTIVE_TOKENS);
    }
    TokenValue value = TokenValue.generate(random);
    UUID id = tokens.add(request, value, owner.id());
    audit.record(
        "token.created",
        Target.of("token", id.toString(), request.name()),
        Map.of(
            "owner",
            owner.login(),
            "before",
            "none",
            "after",
            TokenRequest.described(request.scopes(), request.expiresAt())));
    return new TokenCreationOutcome.Created(tokens.find(id).orElseThrow(), value.secret());
  }
}
