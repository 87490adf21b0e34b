package dev.signalbox.accounts.codes;

import dev.signalbox.accounts.AccountService;
import dev.signalbox.accounts.Operator;
import dev.signalbox.accounts.UserAccount;
import dev.signalbox.accounts.codes.OneTimeCodeRepository.CodeSet;
import dev.signalbox.accounts.codes.OneTimeCodeRepository.ValidCode;
import dev.signalbox.accounts.codes.OneTimeCodeSignIn.Outcome;
import dev.signalbox.audit.Actor;
import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.Target;
import dev.signalbox.coordination.InstanceNotifier;
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
import java.util.UUID;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Creates and revokes the one-time codes of admins. */
@Component
class OneTimeCodes {

  /** The topic of live updates. */
  static final String TOPIC = "one-time-codes";

  /** Number of codes that are created together. */
  static final int NUMBER = 8;

  /** How long a code is valid. */
  static final Duration LIFETIME = Duration.ofDays(180);

  private final SecureRandom random = new SecureRandom();
  private final OneTimeCodeRepository codes;
  private final AccountService accounts;
  private final AuditLog audit;
  private final InstanceNotifier notifier;
  private final SecretKeySpec key;
  private final String instance;
  private final Clock clock;

  OneTimeCodes(
      OneTimeCodeRepository codes,
      AccountService accounts,
      AuditLog audit,
      InstanceNotifier notifier,
      GitHubProperties gitHubProperties,
      ConsoleProperties settings,
      Clock clock) {
    this.codes = codes;
    this.accounts = accounts;
    this.audit = audit;
    this.notifier = notifier;
    this.key = DerivedKey.of(settings.secretKey(), "one-time-code");
    this.instance = gitHubProperties.address().instance();
    this.clock = clock;
  }

  /** Returns the valid codes of a user as a set; empty if there are none. */
  Optional<CodeSet> find(UUID owner) {
    return codes.findSet(owner, clock.instant());
  }

  /** Creates new codes and revokes the existing ones. */
  @Transactional
  public List<OneTimeCode> create(Operator owner) {
    // one at a time, so that the codes of only one request remain
    var unused = accounts.lock(owner.id()).orElseThrow();
    int revoked = codes.deleteUnused(owner.id());
    Instant now = clock.instant();
    Instant expiresAt = now.plus(LIFETIME);
    List<OneTimeCode> created =
        Stream.generate(() -> OneTimeCode.generate(random)).limit(NUMBER).toList();
    created.forEach(
        code -> codes.add(UUID.randomUUID(), owner.id(), code.hash(key), now, expiresAt));
    notifier.publishChange(TOPIC);
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
      notifier.publishChange(TOPIC);
      audit.record("user.one_time_codes.revoked", target(owner), Map.of("codes", revoked));
    }
    return revoked;
  }

  /** Signs in with a code, in the caller's transaction; empty if it is no longer valid. */
  Optional<Outcome> use(ValidCode code) {
    // waits for a suspension or another use of the code
    UserAccount user = accounts.lock(code.account()).orElseThrow();
    if (codes.use(code.id(), clock.instant()) == 0) {
      return Optional.empty();
    }
    int remaining = find(user.id()).map(CodeSet::remaining).orElse(0);
    UserAccount signedIn = accounts.recordSignIn(user);
    audit.record(
        Actor.user(user.id().toString(), user.login()),
        "user.one_time_code.used",
        Target.of("user", user.id().toString(), user.login()),
        true,
        Map.of("codes_remaining", remaining));
    notifier.publishChange(TOPIC);
    return Optional.of(new Outcome.SignedIn(signedIn, remaining));
  }

  /** Finds an account by its login, ignoring case. */
  Optional<UUID> findAccount(String login) {
    return codes.findAccount(instance, login);
  }

  /**
   * Finds the valid code of an admin that equals a typed one. Compares all codes of the admin in
   * constant time.
   */
  Optional<ValidCode> find(String login, String typed) {
    Optional<Secret> hash = OneTimeCode.parse(typed).map(code -> new Secret(code.hash(key)));
    List<ValidCode> matching =
        codes.findValid(instance, login, clock.instant()).stream()
            .filter(code -> hash.isPresent() && hash.get().matches(code.hash()))
            .toList();
    return matching.stream().findFirst();
  }

  private static Target target(Operator owner) {
    return Target.of("user", owner.id().toString(), owner.login());
  }
}
