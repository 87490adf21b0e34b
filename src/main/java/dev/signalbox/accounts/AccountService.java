package dev.signalbox.accounts;

import dev.signalbox.coordination.InstanceNotifier;
import dev.signalbox.remote.ActionRisk;
import dev.signalbox.remote.Mutating;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Reads and changes accounts. Every change requires an existing transaction. */
@Component
public class AccountService {

  private final AccountRepository repository;
  private final InstanceNotifier notifier;
  private final Clock clock;

  AccountService(AccountRepository repository, InstanceNotifier notifier, Clock clock) {
    this.repository = repository;
    this.notifier = notifier;
    this.clock = clock;
  }

  public Optional<UserAccount> find(UUID id) {
    return repository.findById(id).map(Account::toUserAccount);
  }

  public Optional<UserAccount> find(String instance, long githubId) {
    return repository.findByInstanceAndGithubId(instance, githubId).map(Account::toUserAccount);
  }

  public long count(AccountStatus status) {
    return repository.countByStatus(status);
  }

  /**
   * Returns an account, locked until the transaction ends. Call it before any other read of the
   * account, and before changing rows that belong to it, so that all transactions lock in the same
   * order.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<UserAccount> lock(UUID id) {
    return repository.lockById(id).map(Account::toUserAccount);
  }

  /** Returns the account of a GitHub user, locked until the transaction ends. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<UserAccount> lock(String instance, long githubId) {
    return repository.lockByInstanceAndGithubId(instance, githubId).map(Account::toUserAccount);
  }

  /** Creates the account of a new user and returns whether it did not exist. */
  @Mutating(ActionRisk.LOW)
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean add(UserProfile profile, AccountStatus status) {
    notifier.publishChange("users");
    return repository.insert(
            UUID.randomUUID(),
            profile.instance(),
            profile.githubId(),
            profile.login(),
            status.name(),
            clock.instant())
        == 1;
  }

  /** Updates login, name and email address of an account from GitHub. */
  @Transactional(propagation = Propagation.MANDATORY)
  public UserAccount updateProfile(UUID id, UserProfile profile) {
    repository.setProfile(id, profile.login(), profile.name(), profile.email());
    return existing(id);
  }

  /** Changes the role and closes the open streams, which were opened with the previous one. */
  @Mutating
  @Transactional(propagation = Propagation.MANDATORY)
  public UserAccount changeRole(UUID id, Role role) {
    repository.setRole(id, role);
    notifier.closeStreamsOf(id);
    notifier.publishChange("users");
    return existing(id);
  }

  /** Records a sign-in, which activates an inactive account. */
  @Mutating(ActionRisk.LOW)
  @Transactional(propagation = Propagation.MANDATORY)
  public UserAccount recordSignIn(UserAccount account) {
    Instant now = clock.instant();
    if (account.status() == AccountStatus.INACTIVE) {
      repository.activate(account.id(), account.statusBy(), now);
    }
    repository.recordSignIn(account.id(), now);
    notifier.publishChange("users");
    return existing(account.id());
  }

  /** Suspends an account and ends its sessions and open streams on all instances. */
  @Mutating
  @Transactional(propagation = Propagation.MANDATORY)
  public void suspend(UUID id, String by, String reason, @Nullable Instant until) {
    repository.suspend(id, by, reason, until, clock.instant());
    endSessions(id);
  }

  @Mutating
  @Transactional(propagation = Propagation.MANDATORY)
  public void activate(UUID id, String by) {
    repository.activate(id, by, clock.instant());
    notifier.publishChange("users");
  }

  /** Ends all sessions and streams of an account without changing its status. */
  @Mutating
  @Transactional(propagation = Propagation.MANDATORY)
  public void revokeSessions(UUID id) {
    repository.revokeSessions(id);
    endSessions(id);
  }

  /** Locks and returns expired suspensions; those locked by another instance are skipped. */
  @Transactional(propagation = Propagation.MANDATORY)
  public List<UserAccount> lockExpiredSuspensions(int limit) {
    return repository.lockExpiredSuspensions(clock.instant(), Limit.of(limit)).stream()
        .map(Account::toUserAccount)
        .toList();
  }

  /** Returns the active admins, locked until the transaction ends. */
  @Transactional(propagation = Propagation.MANDATORY)
  public List<UserAccount> lockActiveAdmins() {
    return repository.lockActiveAdmins().stream().map(Account::toUserAccount).toList();
  }

  /** Returns logins of active admins, the most recently seen first. */
  public List<String> adminLogins(int limit) {
    return repository.findActiveAdminLogins(Limit.of(limit));
  }

  private void endSessions(UUID id) {
    repository.deleteSessions(id);
    notifier.closeStreamsOf(id);
    notifier.publishChange("users");
  }

  private UserAccount existing(UUID id) {
    return find(id).orElseThrow(() -> new IllegalStateException("No account " + id));
  }
}
