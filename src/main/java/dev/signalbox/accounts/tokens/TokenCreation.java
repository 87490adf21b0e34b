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

/** Makes tokens for their owners; after this the token itself is nowhere but with the owner. */
@Component
class TokenCreation {

  private final SecureRandom random = new SecureRandom();
  private final Tokens tokens;
  private final AuditLog audit;
  private final Clock clock;

  TokenCreation(Tokens tokens, AuditLog audit, Clock clock) {
    this.tokens = tokens;
    this.audit = audit;
    this.clock = clock;
  }

  @Transactional
  public TokenCreationOutcome create(TokenRequest request, TokenLimits limits, Operator owner) {
    if (!limits.scopes().containsAll(request.scopes())) {
      return new TokenCreationOutcome.TooMuch(limits.scopes());
    }
    if (!limits.admit(request.expiresAt(), clock.instant())) {
      return new TokenCreationOutcome.WrongExpiry(limits.latest());
    }
    if (tokens.countLiveLocked(owner.id()) >= TokenLimits.MOST) {
      return new TokenCreationOutcome.TooMany(TokenLimits.MOST);
    }
    TokenText text = TokenText.fresh(random);
    UUID id = tokens.add(request, text, owner.id());
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
    return new TokenCreationOutcome.Created(tokens.find(id).orElseThrow(), text.secret());
  }
}
