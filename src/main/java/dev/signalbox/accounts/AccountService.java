package dev.signalbox.accounts;

import dev.signalbox.coordination.InstanceNotifier;
import dev.signalbox.remote.Mutating;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Reads and changes accounts. Every change requires an existing transaction. */
@Component
public class AccountService {

  private final AccountRepository repository;
  private final JdbcClient database;
  private final InstanceNotifier notifier;
  private final Clock clock;

  AccountService(
      AccountRepository repository, JdbcClient database, InstanceNotifier notifier, Clock clock) {
    this.repository = repository;
    this.database = database;
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

  /** Creates the account of a new user. */
  @Mutating
  @Transactional(propagation = Propagation.MANDATORY)
  public UserAccount add(UserProfile profile, AccountStatus status) {
    Account account =
        new Account(
            UUID.randomUUID(),
            profile.instance(),
            profile.githubId(),
            profile.login(),
            status,
            clock.instant());
    account.updateProfile(profile.login(), profile.name(), profile.email());
    notifier.publishChange("users");
    return repository.saveAndFlush(account).toUserAccount();
  }

  /** Updates login, name and email address of an account from GitHub. */
  @Transactional(propagation = Propagation.MANDATORY)
  public UserAccount updateProfile(UUID id, UserProfile profile) {
    Account account = existing(id);
    account.updateProfile(profile.login(), profile.name(), profile.email());
    return account.toUserAccount();
  }

  @Mutating
  @Transactional(propagation = Propagation.MANDATORY)
  public UserAccount changeRole(UUID id, Role role) {
    Account account = existing(id);
    account.assignRole(role);
    notifier.publishChange("users");
    return account.toUserAccount();
  }

  /** Records a sign-in. */
  @Mutating
  @Transactional(propagation = Propagation.MANDATORY)
  public UserAccount recordSignIn(UUID id) {
    Account account = existing(id);
    account.recordSignIn(clock.instant());
    notifier.publishChange("users");
    return account.toUserAccount();
  }

  /** Suspends an account and ends its sessions and open streams on all instances. */
  @Mutating
  @Transactional(propagation = Propagation.MANDATORY)
  public void suspend(UUID id, String by, String reason, @Nullable Instant until) {
    existing(id).suspend(by, reason, until, clock.instant());
    endSessions(id);
  }

  @Mutating
  @Transactional(propagation = Propagation.MANDATORY)
  public void activate(UUID id, String by) {
    existing(id).activate(by, clock.instant());
    notifier.publishChange("users");
  }

  /** Ends all sessions and streams of an account without changing its status. */
  @Mutating
  @Transactional(propagation = Propagation.MANDATORY)
  public void revokeSessions(UUID id) {
    existing(id).revokeSessions();
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
    return database
        .sql(
            """
            select login from account where role = 'ADMIN' and status = 'ACTIVE'
            order by last_seen desc nulls last limit :limit
            """)
        .param("limit", limit)
        .query((row, number) -> row.getString(1))
        .list();
  }

  private void endSessions(UUID id) {
    database
        .sql(
            """
            delete from spring_session
            where primary_id in (select primary_id from console_session where account_id = :id)
            """)
        .param("id", id)
        .update();
    notifier.closeStreamsOf(id);
    notifier.publishChange("users");
  }

  private Account existing(UUID id) {
    return repository.findById(id).orElseThrow(() -> new IllegalStateException("No account " + id));
  }
}
