package dev.signalbox.overview;

import dev.signalbox.accounts.Operator;
import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.Target;
import dev.signalbox.coordination.RateLimiter;
import dev.signalbox.coordination.RateLimiter.Attempt;
import dev.signalbox.secrets.Secret;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Creates, checks and revokes links to the wall. The database stores only the hash of a token, and
 * each request reads it, so a revocation takes effect with the next request.
 */
@Component
class WallLinks {

  private static final int MAX_SHOWN = 200;

  private final SecureRandom random = new SecureRandom();
  private final WallLinkRepository links;
  private final AuditLog audit;
  private final RateLimiter limiter;
  private final Clock clock;

  WallLinks(WallLinkRepository links, AuditLog audit, RateLimiter limiter, Clock clock) {
    this.links = links;
    this.audit = audit;
    this.limiter = limiter;
    this.clock = clock;
  }

  /** Whether a token opens the wall. */
  sealed interface Access {

    record Open() implements Access {}

    record Revoked(Instant at) implements Access {}

    /** There is no such link. */
    record Unknown() implements Access {}

    /** There is no such link, and the address has sent too many wrong tokens. */
    record Limited(Duration retryAfter) implements Access {}
  }

  /** A new link. The secret is its token. */
  record Created(UUID id, Secret secret) {}

  /** The outcome of a revocation. */
  sealed interface Revocation {

    record Done(String name) implements Revocation {}

    record AlreadyRevoked(String name) implements Revocation {}

    record Unknown() implements Revocation {}
  }

  /**
   * Checks the token of a request. Only unknown tokens are counted and limited.
   *
   * @param address the IP address of the request
   */
  Access check(String offered, String address) {
    Optional<WallLink> link =
        WallToken.parse(offered).flatMap(token -> links.findByHash(token.hash()));
    if (link.isPresent()) {
      @Nullable Instant revokedAt = link.get().revokedAt();
      return revokedAt == null ? new Access.Open() : new Access.Revoked(revokedAt);
    }
    return limiter
        .countFrom(address, Attempt.INVALID_WALL_TOKEN)
        .<Access>map(Access.Limited::new)
        .orElseGet(Access.Unknown::new);
  }

  /** Returns the links: active ones first, newest first. */
  List<WallLink> newest() {
    return links.findNewest(Limit.of(MAX_SHOWN));
  }

  Optional<WallLink> find(UUID id) {
    return links.findById(id);
  }

  @Transactional
  public Created create(String name, Operator by) {
    WallToken token = WallToken.generate(random);
    WallLink link = links.save(new WallLink(name, token, clock.instant(), by.login()));
    audit.record(
        "wall.link.created",
        target(link.id(), name),
        Map.of("before", "none", "after", "read-only link to the wall"));
    return new Created(link.id(), token.secret());
  }

  @Transactional
  public Revocation revoke(UUID id, Operator by) {
    Optional<WallLink> link = links.findById(id);
    if (link.isEmpty()) {
      return new Revocation.Unknown();
    }
    String name = link.get().name();
    if (links.revoke(id, clock.instant(), by.login()) == 0) {
      return new Revocation.AlreadyRevoked(name);
    }
    audit.record(
        "wall.link.revoked",
        target(id, name),
        Map.of("before", "read-only link to the wall", "after", "revoked"));
    return new Revocation.Done(name);
  }

  private static Target target(UUID id, String name) {
    return Target.of("wall-link", id.toString(), name);
  }
}
