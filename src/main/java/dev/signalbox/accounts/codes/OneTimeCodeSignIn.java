package dev.signalbox.accounts.codes;

import dev.signalbox.accounts.AccountsProperties;
import dev.signalbox.accounts.UserAccount;
import dev.signalbox.accounts.codes.OneTimeCodeRepository.ValidCode;
import dev.signalbox.accounts.membership.MembershipRefresher;
import dev.signalbox.audit.Actor;
import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.Target;
import dev.signalbox.coordination.RateLimiter;
import dev.signalbox.coordination.RateLimiter.Attempt;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Verifies sign-ins with a one-time code. The account must be an active admin in the database. A
 * valid code first causes a membership check at GitHub: if the user is not a member, all codes of
 * the account become invalid; if GitHub does not respond, the code is sufficient.
 */
@Component
public class OneTimeCodeSignIn {

  private final OneTimeCodes codes;
  private final MembershipRefresher memberships;
  private final RateLimiter limiter;
  private final AuditLog audit;
  private final boolean enabled;
  private final TransactionTemplate transaction;

  OneTimeCodeSignIn(
      OneTimeCodes codes,
      MembershipRefresher memberships,
      RateLimiter limiter,
      AuditLog audit,
      AccountsProperties properties,
      TransactionTemplate transaction) {
    this.codes = codes;
    this.memberships = memberships;
    this.limiter = limiter;
    this.audit = audit;
    this.enabled = properties.oneTimeCodes();
    this.transaction = transaction;
  }

  /** Whether the settings turn one-time codes on. */
  public boolean isEnabled() {
    return enabled;
  }

  /**
   * Verifies a sign-in and marks the code as used.
   *
   * @param address the IP address of the client
   */
  public Outcome signIn(String login, String typed, String address) {
    // not per login, with which anyone could keep an admin out; a code can't be guessed
    Optional<Duration> wait = limiter.countFrom(address, Attempt.ONE_TIME_CODE);
    if (wait.isPresent()) {
      return new Outcome.TooManyAttempts(wait.get());
    }
    Optional<ValidCode> code = codes.find(login, typed);
    // only after a valid code, so that guesses cause no requests to GitHub
    code.ifPresent(found -> memberships.refresh(found.account()));
    return Objects.requireNonNull(
        transaction.execute(
            status -> code.flatMap(codes::use).orElseGet(() -> recordRefusal(login))));
  }

  /**
   * Records the refusal without an actor. An unknown login is not stored, because it may be a
   * password that was typed into the wrong field, but takes the same time.
   */
  private Outcome recordRefusal(String login) {
    Target target =
        codes
            .findAccount(login)
            .map(id -> Target.of("user", id.toString(), login.toLowerCase(Locale.ROOT)))
            .orElse(Target.of("user", "unknown", "unknown login"));
    audit.record(
        Actor.SYSTEM, "user.sign_in.refused", target, false, Map.of("cause", "one-time code"));
    return new Outcome.Refused();
  }

  /** The outcome of a sign-in. */
  public sealed interface Outcome {

    /**
     * The code was valid.
     *
     * @param remaining the number of codes that the user has left
     */
    record SignedIn(UserAccount user, int remaining) implements Outcome {}

    /** There is no such user, or the user can't sign in, or the code is not valid. */
    record Refused() implements Outcome {}

    /** The limit of attempts was reached. */
    record TooManyAttempts(Duration retryAfter) implements Outcome {}
  }
}
