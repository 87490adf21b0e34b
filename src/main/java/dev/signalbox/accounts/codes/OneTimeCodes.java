package dev.signalbox.accounts.codes;

import dev.signalbox.accounts.AccountService;
import dev.signalbox.accounts.AccountsProperties;
import dev.signalbox.accounts.Operator;
import dev.signalbox.accounts.codes.OneTimeCodeRepository.CodeSet;
import dev.signalbox.accounts.codes.OneTimeCodeRepository.ValidCode;
import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.Target;
import dev.signalbox.github.GitHubProperties;
import dev.signalbox.secrets.DerivedKey;
import dev.signalbox.secrets.Secret;
import dev.signalbox.settings.ConsoleProperties;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Creates and revokes the one-time codes of admins. */
@Component
class OneTimeCodes {

  /** Number of codes that are created together. */
  static final int NUMBER = 8;

  /** How long a code is valid. */
  static final Duration LIFETIME = Duration.ofDays(180);

  private final SecureRandom random = new SecureRandom();
  private final OneTimeCodeRepository codes;
  private final AccountService accounts;
  private final AuditLog audit;
  private final SecretKeySpec key;
  private final String instance;
  private final boolean enabled;
  private final Clock clock;

  OneTimeCodes(
      OneTimeCodeRepository codes,
      AccountService accounts,
      AuditLog audit,
      AccountsProperties accountsProperties,
      GitHubProperties gitHubProperties,
      ConsoleProperties settings,
      Clock clock) {
    this.codes = codes;
    this.accounts = accounts;
    this.audit = audit;
    this.key = DerivedKey.of(settings.secretKey(), "one-time-code");
    this.instance = gitHubProperties.address().instance();
    this.enabled = accountsProperties.oneTimeCodes();
    this.clock = clock;
  }

  /** Whether the settings turn one-time codes on. */
  boolean isEnabled() {
    return enabled;
  }

  /** The GitHub instance of the accounts. */
  String instance() {
    return instance;
  }

  /** Returns the valid codes of a user as a set; empty if there are none. */
  Optional<CodeSet> find(Operator owner) {
    return codes.findSet(owner.id());
  }

  /** Creates new codes and revokes the existing ones. */
  @Transactional
  public List<OneTimeCode> create(Operator owner) {
    // one at a time, so that the codes of only one request remain
    var unused = accounts.lock(owner.id()).orElseThrow();
    int revoked = codes.deleteUnused(owner.id());
    Instant expiresAt = clock.instant().plus(LIFETIME);
    List<OneTimeCode> created =
        Stream.generate(() -> OneTimeCode.generate(random)).limit(NUMBER).toList();
    created.forEach(code -> codes.add(owner.id(), code.hash(key), expiresAt));
    audit.record(
        "user.one_time_codes.created",
        target(owner),
        Map.of("codes", NUMBER, "expires", expiresAt.toString(), "revoked", revoked));
    return created;
  }

  /** Revokes the unused codes of a user and returns their number. */
  @Transactional
  public int revoke(Operator owner) {
    int revoked = codes.deleteUnused(owner.id());
    if (revoked > 0) {
      audit.record("user.one_time_codes.revoked", target(owner), Map.of("codes", revoked));
    }
    return revoked;
  }

  /**
   * Finds the valid code of an admin that equals a typed one. Compares all codes of the admin in
   * constant time.
   */
  Optional<ValidCode> find(String login, String typed) {
    Optional<Secret> hash = OneTimeCode.parse(typed).map(code -> new Secret(code.hash(key)));
    List<ValidCode> matching =
        codes.findValid(instance, login).stream()
            .filter(code -> hash.isPresent() && hash.get().matches(code.hash()))
            .toList();
    return matching.stream().findFirst();
  }

  private static Target target(Operator owner) {
    return Target.of("user", owner.id().toString(), owner.login());
  }
}
